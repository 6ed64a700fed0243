import type { Json, Matrix } from '../../core/index.js';
import type { Thresholds } from '../../evaluate/index.js';
import { callNode, literalNode, typeOf, type Node } from '../../expr/index.js';
import type { FittedFeature, FittedFeatures } from '../../features/index.js';
import type { ModelContent } from '../content.js';
import type { CoverageMethod } from './rule.js';

/** Which of the segments with a threshold of their own a row is in. */
export interface SegmentRule {
  /** A category of the segments' names, or a yes/no. */
  readonly feature: FittedFeature;
  readonly names: readonly string[];
}

/** What a version needs to give intervals or sets: part of the fitted content. */
export interface ServedCoverage {
  readonly level: number;
  readonly method: CoverageMethod;
  readonly thresholds: Thresholds;
  /** Null where all rows share one threshold. */
  readonly by: SegmentRule | null;
  /** `scaled`: the least error that is foreseen for a row, above 0. */
  readonly floor: number | null;
  /** The small parts of further predictors, by name; their arrays are the artifact's. */
  readonly predictors: Readonly<Record<string, Json>>;
}

/** The learner of further predictors. */
export const COVERAGE_LEARNER = 'gbdt';

/** The further predictors of each method, in this order. */
export const PREDICTORS: Readonly<Record<CoverageMethod, readonly string[]>> = {
  absolute: [],
  scaled: ['scale'],
  quantile: ['low', 'high'],
  lac: [],
  aps: [],
  raps: [],
};

const SEGMENT = 'mw:segment';

/** The rule for some segments by name: of a text the levels that are told apart, of a yes/no `no` and `yes`. */
export function segmentRule(by: Node, levels: readonly string[]): SegmentRule {
  const isText = typeOf(by) === 'text';
  const node = isText ? callNode('code', by, literalNode('texts', levels)) : by;
  return { feature: { name: SEGMENT, of: SEGMENT, node }, names: isText ? levels : ['no', 'yes'] };
}

type Served = Pick<ModelContent, 'features' | 'coverage'>;

/** What a row is encoded by when it is answered: the model's inputs, and last the segment where rows are told apart. */
export const servedFeatures = ({ features, coverage }: Served): FittedFeatures =>
  coverage?.by ? [...features, coverage.by.feature] : features;

/** Rows of {@link servedFeatures} taken apart: what the predictor reads, and each row's segment (−1 for none). */
export function servedParts({ features, coverage }: Served, x: Matrix): { readonly x: Matrix; readonly segments: Int32Array | undefined } {
  if (!coverage?.by) return { x, segments: undefined };
  return { x: { rows: x.rows, columns: x.columns.slice(0, features.length) }, segments: segmentCodes(x) };
}

/** The segment of each row, from the last column. */
export function segmentCodes({ columns }: Matrix): Int32Array {
  const column = columns[columns.length - 1];
  if (column.kind === 'category') return column.codes;
  return Int32Array.from(column.values, (v) => (v === 0 || v === 1 ? v : -1));
}
