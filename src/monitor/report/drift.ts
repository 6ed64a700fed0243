import { logit, neverSure } from '../../core/index.js';
import { usedColumns } from '../../expr/index.js';
import { outcomesOf, type ModelContent, type ModelRecord, type OpenModel, type ReferenceSketch } from '../../model/index.js';
import { conceptDriftOf } from '../drift/concept/concept-drift.js';
import type { DriftFinding } from '../drift/finding.js';
import { driftOf } from '../drift/drift-of.js';
import type { WindowColumns } from '../drift/window.js';
import type { Labelled } from '../realise/labelled.js';
import type { ServedRows } from '../window/served-rows.js';

/** Drift of a window against what the version knew in training, and what could not be compared. */
export interface DriftIn {
  readonly findings: readonly DriftFinding[];
  readonly notes: readonly string[];
}

/**
 * The findings of how answers and outcomes belong together, then of every input and of the answers, the most important first. A version without a sketch has none, and
 * a note says so.
 */
export function driftIn(model: OpenModel, sketch: ReferenceSketch | undefined, served: ServedRows, { sample }: Labelled): DriftIn {
  if (served.rows === 0) return { findings: [], notes: [] };
  if (!sketch) {
    const notes = [
      'Drift is not known: the version was trained before sketches of the training rows were kept. Train it again to have them.',
    ];
    return { findings: [], notes };
  }
  const margins = sample.task === 'binary' ? sample.scores.map((p) => logit(neverSure(p))) : sample.scores;
  const concept = conceptDriftOf(sample.task, sketch.outcomes, outcomesOf(sample, margins));
  return { findings: [...concept, ...driftOf(sketch, windowOf(model, served), { importance: importanceOf(model) })], notes: [] };
}

/** The served rows as drift compares them: inputs, and answers as the sketch keeps them. */
export function windowOf({ content }: Pick<OpenModel, 'content'>, { rows, columns, scores, called }: ServedRows): WindowColumns {
  const prediction = content.task === 'multiclass' ? Array.from(called, (k) => content.labels[k] ?? null) : scores;
  return { rows, columns, prediction };
}

/** How much the model leans on each column: the importance of every feature, shared by the columns that it reads. */
export function importanceOf({
  content,
  record,
}: {
  readonly content: Pick<ModelContent, 'features'>;
  readonly record: Pick<ModelRecord, 'importance'>;
}): Record<string, number> {
  const known = new Map(record.importance.map(({ feature, importance }) => [feature, importance]));
  const sums = new Map<string, number>();
  for (const [feature, parts] of Map.groupBy(content.features, ({ of }) => of)) {
    const columns = usedColumns(parts.map(({ node }) => node));
    for (const column of columns) sums.set(column, (sums.get(column) ?? 0) + (known.get(feature) ?? 0) / columns.length);
  }
  return Object.fromEntries(sums);
}
