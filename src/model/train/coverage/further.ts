import type { EncodedTable } from '../../../features/index.js';
import type { Predictor } from '../../../learn/index.js';
import { COVERAGE_LEARNER, type CoverageRule } from '../../coverage/index.js';
import { fitOn } from '../fit-on.js';
import { candidate, type Candidate } from '../plan.js';
import type { Training } from '../training.js';

/** What further predictors are fitted by. */
export interface FurtherFit {
  readonly rule: CoverageRule;
  readonly chosen: Candidate;
  /** `scaled`: the absolute error of each row of the table by a fit that did not see it, `NaN` where none is known. */
  readonly errors?: Float64Array | undefined;
}

/** Few leaves of many rows: the errors of single rows are mostly chance, and `l2` has no part in that. */
const SCALE = { trees: 100, leaves: 12, learningRate: 0.1, minRowsPerLeaf: 40, l2: 0 };
/** Fewest rows with a known error from which a model of errors is learned. */
export const LEAST_ERRORS = 20;

/** Fits what a method needs beside the model itself, on some rows of the table: none where there is too little to learn from. */
export async function fitFurther(
  training: Training,
  x: EncodedTable,
  rows: Int32Array,
  { rule, chosen, errors }: FurtherFit,
  words: string,
): Promise<readonly Predictor[]> {
  if (rule.method === 'quantile') {
    const tail = (1 - rule.level) / 2;
    const fit = (quantile: number): Promise<Predictor> => fitOn(training, x, rows, quantileCandidate(chosen, quantile), words);
    return [await fit(tail), await fit(1 - tail)];
  }
  if (rule.method !== 'scaled') return [];
  const known = rows.filter((row) => !Number.isNaN(errors![row]));
  if (known.length < LEAST_ERRORS) return [];
  const { prepared } = training;
  const ofErrors = { ...training, prepared: { ...prepared, target: { ...prepared.target, y: errors! } } };
  return [await fitOn(ofErrors, x, known, candidate('regression', COVERAGE_LEARNER, SCALE), words)];
}

/** Boosted trees for a quantile, with the chosen settings where those are of boosted trees. */
function quantileCandidate({ learner, params }: Candidate, quantile: number): Candidate {
  const own = learner.name === 'gbdt' ? params : {};
  return candidate('regression', COVERAGE_LEARNER, { ...own, linearLeaves: false, objective: 'quantile', quantile });
}
