import { costOf, type Cost } from '../../learn/index.js';
import { encodeOn } from '../train/encode.js';
import { fitOn } from '../train/fit-on.js';
import { allRows } from '../rows.js';
import type { Candidate } from '../train/plan.js';
import { shaped } from '../train/shaped.js';
import type { Training } from '../train/training.js';
import { withFeatures } from '../row-cost.js';

/** What a candidate costs when it has learned from all rows: that of the model that would be registered, to the byte. One fit. */
export async function costOnAllRows(defined: Training, candidate: Candidate): Promise<Cost> {
  const training = shaped(defined, candidate.features);
  const all = allRows(training.prepared.rows);
  await using encoded = await encodeOn(training, all);
  const { name } = candidate.learner;
  const predictor = await fitOn(training, encoded.training, all, candidate, `checking ${name} against the limits`);
  return withFeatures(costOf(name, predictor.toParts()), training.keptFeatures ?? Object.keys(training.model.features).length);
}
