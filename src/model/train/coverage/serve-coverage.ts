import type { EncodedTable } from '../../../features/index.js';
import type { Predictor } from '../../../learn/index.js';
import type { ArtifactArrays } from '../../artifact/index.js';
import { coverageArrays, PREDICTORS, type ServedCoverage } from '../../coverage/index.js';
import { allRows } from '../../rows.js';
import type { Training } from '../training.js';
import { fitFurther } from './further.js';
import type { LearnedCoverage } from './learn-coverage.js';

/** What the registered version keeps of its coverage: content, and the arrays of further predictors. */
export interface KeptCoverage {
  readonly content: ServedCoverage;
  readonly arrays: ArtifactArrays;
}

/** What was learned as content, with the predictors that go with it. */
export function keptCoverage({ rule, thresholds, segments, floor }: LearnedCoverage, predictors: readonly Predictor[]): KeptCoverage {
  const parts = PREDICTORS[rule.method].map((name, i) => [name, predictors[i].toParts()] as const);
  return {
    content: {
      level: rule.level,
      method: rule.method,
      thresholds,
      by: segments?.rule ?? null,
      floor,
      predictors: Object.fromEntries(parts.map(([name, { meta }]) => [name, meta])),
    },
    arrays: coverageArrays(Object.fromEntries(parts.map(([name, { arrays }]) => [name, arrays]))),
  };
}

/** Fits the further predictors once more, on all rows: thresholds stay those of the training rows. */
export const refitFurther = (training: Training, x: EncodedTable, learned: LearnedCoverage): Promise<readonly Predictor[]> =>
  fitFurther(training, x, allRows(training.prepared.rows), learned, 'refitting what is promised');
