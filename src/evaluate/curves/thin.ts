/**
 * At most `most` of the points, both ends among them, spread evenly along a rising measure of position (an arc length, a
 * share). Keeps order; returns the list itself when it is short enough.
 */
export function thinned<P>(points: readonly P[], position: (point: P) => number, most: number): readonly P[] {
  if (points.length <= most) return points;
  const [first, last] = [position(points[0]), position(points[points.length - 1])];
  const kept: P[] = [];
  for (let i = 0; i < points.length - 1; i++) {
    const due = first + ((last - first) * kept.length) / (most - 1);
    if (position(points[i]) >= due && kept.length < most - 1) kept.push(points[i]);
  }
  return [...kept, points[points.length - 1]];
}
