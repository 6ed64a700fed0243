import { usedColumns } from '../../expr/index.js';
import { openSketch, type OpenModel, type RunOptions } from '../../model/index.js';
import type { DriftFinding } from '../drift/finding.js';
import { driftOf } from '../drift/drift-of.js';
import type { WindowColumns } from '../drift/window.js';
import type { ServedRows } from '../window/served-rows.js';

/** Drift of a window against what the version knew in training, and what could not be compared. */
export interface DriftIn {
  readonly findings: readonly DriftFinding[];
  readonly notes: readonly string[];
}

/** The findings of every input and of the answers, the most important first. A version without a sketch has none, and a note says so. */
export async function driftIn(model: OpenModel, run: RunOptions, served: ServedRows): Promise<DriftIn> {
  if (served.rows === 0) return { findings: [], notes: [] };
  const sketch = await openSketch(`${model.model}@${model.version}`, run);
  if (!sketch) {
    const notes = [
      'Drift is not known: the version was trained before sketches of the training rows were kept. Train it again to have them.',
    ];
    return { findings: [], notes };
  }
  return { findings: driftOf(sketch, windowOf(model, served), { importance: importanceOf(model) }), notes: [] };
}

/** The served rows as drift compares them: inputs, and answers as the sketch keeps them. */
export function windowOf({ content }: Pick<OpenModel, 'content'>, { rows, columns, scores, called }: ServedRows): WindowColumns {
  const prediction = content.task === 'multiclass' ? Array.from(called, (k) => content.labels[k] ?? null) : scores;
  return { rows, columns, prediction };
}

/** How much the model leans on each column: the importance of every feature, shared by the columns that it reads. */
export function importanceOf({ content, record }: Pick<OpenModel, 'content' | 'record'>): Record<string, number> {
  const byFeature = new Map(record.importance.map(({ feature, importance }) => [feature, importance]));
  const sums = new Map<string, number>();
  for (const { name, of, node } of content.features) {
    const columns = usedColumns([node]);
    const share = (byFeature.get(name) ?? byFeature.get(of) ?? 0) / Math.max(1, columns.length);
    for (const column of columns) sums.set(column, (sums.get(column) ?? 0) + share);
  }
  return Object.fromEntries(sums);
}
