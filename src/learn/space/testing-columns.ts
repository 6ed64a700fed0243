import type { Matrix } from '../../core/index.js';

/** The columns of the tables that fixtures of knn and svm carry, as numbers. */
export type PeerColumns = Readonly<Record<'size' | 'age' | 'colour', readonly number[]>>;

/** A table of a fixture: two numbers, and a category between them. */
export const peerMatrix = ({ size, age, colour }: PeerColumns): Matrix => ({
  rows: size.length,
  columns: [
    { kind: 'number', name: 'size', values: Float64Array.from(size) },
    { kind: 'category', name: 'colour', levels: ['a', 'b', 'c'], codes: Int32Array.from(colour) },
    { kind: 'number', name: 'age', values: Float64Array.from(age) },
  ],
});
