import { gathered } from '../../core/index.js';
import type { EncodedTable } from '../../features/index.js';
import { errorArrays, fitErrors } from '../errors/index.js';
import type { ArtifactArrays } from '../artifact/index.js';
import { pick } from '../rows.js';
import type { Training } from './training.js';

/** Rows that errors are learned from: every n-th of a larger holdout. */
const MOST_ROWS = 20_000;

/**
 * What a regression keeps to foresee its errors without labels: models of the errors that the judged fit made on rows which it had not seen,
 * over those rows as the registered predictor encodes them. Nothing for classes: their probabilities say it themselves.
 */
export async function errorsOf(
  { prepared, plan, options }: Training,
  x: EncodedTable,
  test: Int32Array,
  margins: Float64Array,
): Promise<ArtifactArrays | undefined> {
  const { target } = prepared;
  if (target.task !== 'regression') return undefined;
  const step = Math.ceil(test.length / MOST_ROWS);
  const kept = test.filter((_, i) => i % step === 0);
  const rows = { x: await gathered(x.blocks(kept)), y: pick(target.y, kept), predicted: margins.filter((_, i) => i % step === 0) };
  return errorArrays(await fitErrors(rows, { seed: plan.seed, threads: plan.threads, signal: options.signal }));
}
