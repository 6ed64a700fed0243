import { coordinatesOf, searchFor, type Search } from '../neighbours/index.js';

/** One segment's rows: how to find the nearest, and where each stands among all. */
export interface Group {
  readonly search: Search;
  /** By point of the search its place among all rows. */
  readonly place: Int32Array;
}

/** Searches for the one nearest row of every segment; with `floors` (squared, one per row) a row counts as no nearer than its floor. */
export function groupsOf(
  points: Float64Array,
  dims: number,
  segment: Int32Array,
  segments: number,
  floors?: Float64Array,
): readonly Group[] {
  const places = Array.from({ length: segments }, (): number[] => []);
  segment.forEach((k, i) => k >= 0 && places[k].push(i));
  return places.map((own) => {
    const place = Int32Array.from(own);
    const at = new Float64Array(place.length * dims);
    place.forEach((i, n) => at.set(points.subarray(i * dims, (i + 1) * dims), n * dims));
    const { layout, points: rows } = coordinatesOf(at, dims);
    const floor = floors && Float64Array.from(place, (i) => floors[i]);
    return { place, search: searchFor(layout, rows, place, 1, 'euclidean', floor) };
  });
}
