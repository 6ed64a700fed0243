const MIN_ROWS_PER_BIN = 3;
const COVERED = 0.99;

/**
 * The level codes that get a bin of their own, most frequent first (ties: lower code first); bin `b` holds `codes[b - 1]`.
 * Bin 0 is left for missing, rare and unseen levels. `sample` holds level codes, negative for missing.
 *
 * As in LightGBM, levels are taken until they cover 99% of the known rows and `bins` is reached, and a level of fewer than
 * three rows ends the list.
 */
export function categoryBins(sample: Int32Array, levels: number, bins: number): Int32Array {
  const counts = new Int32Array(levels);
  let known = 0;
  for (const code of sample) {
    if (code < 0) continue;
    counts[code]++;
    known++;
  }
  const present = Int32Array.from(counts.keys()).filter((code) => counts[code] > 0);
  present.sort((a, b) => counts[b] - counts[a] || a - b);
  const distinct = present.length + (known < sample.length ? 1 : 0);
  const enough = Math.round(known * COVERED);
  const most = Math.min(distinct, bins);
  let taken = 0;
  let covered = 0;
  while (taken < present.length && (covered < enough || taken + 1 < most)) {
    if (counts[present[taken]] < MIN_ROWS_PER_BIN && taken > 1) break;
    covered += counts[present[taken++]];
  }
  return present.slice(0, taken);
}
