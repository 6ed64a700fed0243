import { openEngine } from '../../data/index.js';
import type { Model } from '../define.js';
import { engineOptions } from '../engine-options.js';
import type { RunOptions } from '../run.js';
import { prepare } from '../train/prepare.js';

/** How many rows a training would learn from now: those of the source that pass the rules and have a label. Reads the source. */
export async function countLabelled(model: Model, run: RunOptions): Promise<number> {
  await using engine = await openEngine(engineOptions(run));
  return (await prepare(engine, model.problem, run)).rows;
}
