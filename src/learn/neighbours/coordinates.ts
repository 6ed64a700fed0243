import type { Points } from '../mixed/space.js';
import type { Layout } from './layout.js';

const NO_CODES = new Int32Array();

/** Points of `dims` coordinates each, and their layout: numbers alone. */
export const coordinatesOf = (at: Float64Array, dims: number): { readonly layout: Layout; readonly points: Points } => ({
  layout: { numbers: Int32Array.from({ length: dims }, (_, d) => d), codes: NO_CODES, levels: NO_CODES },
  points: { rows: at.length / dims, numbers: at, codes: NO_CODES },
});
