import { openEngine } from '../../data/index.js';
import type { Model } from '../define.js';
import { engineOptions } from '../engine-options.js';
import type { RunOptions } from '../run.js';
import { prepare, prepareRows } from '../train/prepare.js';

/** How many rows a training would learn from now: those of the source that pass the rules and have a label, where labels are due. Reads the source. */
export async function countLabelled(model: Model, run: RunOptions): Promise<number> {
  await using engine = await openEngine(engineOptions(run));
  const { problem } = model;
  return (await (problem.target === null ? prepareRows(engine, problem, run) : prepare(engine, problem, run))).rows;
}
