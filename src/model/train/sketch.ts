import type { SchemaJson } from '../../data/index.js';
import { pick } from '../rows.js';
import { sketchAnswers, sketchArrays, sketchTable } from '../sketch/index.js';
import type { ArtifactArrays } from '../artifact/index.js';
import type { ModelContent } from '../content.js';
import type { Judged } from './judge.js';
import type { Training } from './training.js';

/** What the version keeps of the rows that it learned from, and of its answers on the holdout. */
export async function sketchOf(
  { prepared, plan }: Training,
  content: ModelContent,
  judged: Judged,
  test: Int32Array,
): Promise<ArtifactArrays> {
  const { engine, relation, rows, target } = prepared;
  const columns = await sketchTable(engine, relation, content.schema as unknown as SchemaJson, content.inputs, rows, plan.seed);
  const { task, labels } = target;
  return sketchArrays({ columns, ...sketchAnswers({ task, labels, y: pick(target.y, test), margins: judged.margins }, plan.seed) });
}
