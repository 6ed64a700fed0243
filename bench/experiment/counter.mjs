/** Moments of numbers that come one at a time (Pébay's update formulas, 2008). */
export function counter() {
  let [rows, mean, second, third] = [0, 0, 0, 0];
  return {
    add(value) {
      rows++;
      const off = value - mean;
      const step = off / rows;
      const more = off * step * (rows - 1);
      mean += step;
      third += more * step * (rows - 2) - 3 * step * second;
      second += more;
    },
    moments: () => ({ rows, mean, variance: second / (rows - 1), skew: second > 0 ? (Math.sqrt(rows) * third) / second ** 1.5 : 0 }),
  };
}
