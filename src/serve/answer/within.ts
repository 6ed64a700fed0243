import type { AnyTask } from '../../core/index.js';
import type { RowValues } from '../../data/index.js';
import { headOf, rowBlock, rowEncoder } from '../../features/index.js';
import { labelsIn, servedFeatures, servedParts, type ModelContent, type OpenModel } from '../../model/index.js';

/** What is promised to hold a row's truth: the ends of an interval, or labels. */
export type Within = { readonly interval: { readonly low: number; readonly high: number } } | { readonly set: readonly string[] };

/** What is promised of each row, from its values and the calibrated margins of all of them. */
export type WithinOf = (rows: readonly RowValues[], margins: Float64Array) => readonly Within[];

/** Compiles what a version promises; `undefined` for one that promises nothing. Equal to a file's columns to the bit. */
export function withinOf(open: OpenModel<AnyTask>): WithinOf | undefined {
  const { coverageOf } = open;
  if (!coverageOf) return undefined;
  const content = open.content as ModelContent;
  const features = servedFeatures(content);
  const heads = features.map(headOf);
  const encode = rowEncoder(features);
  return (rows, margins) => {
    const { x, segments } = servedParts(content, rowBlock(heads, rows, encode));
    const said = coverageOf(x, segments, margins);
    if (said.kind === 'sets') return rows.map((_, i) => ({ set: labelsIn(said.sets, i, content.labels) }));
    const { low, high } = said.bounds;
    return rows.map((_, i) => ({ interval: { low: low[i], high: high[i] } }));
  };
}
