import { addVersion, takeVersionNumber, type Tx, type VersionRow } from '../../store/index.js';

/** A version as the cases write it. */
export const version = (model: string, number: number, run: string): VersionRow => ({
  model,
  version: number,
  digest: `d${number}`,
  run,
  task: 'binary',
  learner: 'linear',
  record: { metrics: { auc: { value: 0.8 } } },
  createdAt: 1000 + number,
});

/** Adds the next version of a model, made by `run`, and gives its number. */
export async function addOne(tx: Tx, model: string, run: string): Promise<number> {
  const number = await takeVersionNumber(tx, model, 1000);
  await addVersion(tx, version(model, number, run));
  return number;
}
