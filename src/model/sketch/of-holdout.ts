import { logit, neverSure, outputsFor } from '../../core/index.js';
import { calledClasses, forecastsOf, scored, type Scored } from '../../evaluate/index.js';
import type { Task } from '../../learn/index.js';
import { pick } from '../rows.js';
import { SKETCH_LIMITS, type OutcomeSketch, type ReferenceSketch } from './reference-sketch.js';
import { sampledRows, sketchLevels, sketchNumbers } from './sketch-of.js';

/** Answers on rows that the fit had not seen, and the truth as a learner is given it. */
export interface Answered {
  readonly task: Task;
  /** Classes in the data's spelling; none for a regression. */
  readonly labels: readonly string[];
  readonly y: Float64Array;
  /** Calibrated, rows × outputs. */
  readonly margins: Float64Array;
}

/** What is kept of a version's own answers on its holdout. */
export function sketchAnswers(answers: Answered, seed: number): Pick<ReferenceSketch, 'prediction' | 'outcomes'> {
  const { task, labels, y, margins } = answers;
  const sample = scored(task, outputsFor(task, labels.length), y, margins);
  const kept = sampledRows(y.length, SKETCH_LIMITS.values, seed);
  const all = outcomesOf(sample, margins);
  return {
    prediction: task === 'multiclass' ? sketchLevels(calledCounts(sample, labels), 0) : sketchNumbers(sample.scores, kept),
    outcomes: { margin: pick(all.margin, kept), came: pick(all.came, kept) },
  };
}

/** What a comparison of answers and outcomes reads of scored rows: {@link OutcomeSketch}. */
export function outcomesOf(sample: Scored, margins: Float64Array): OutcomeSketch {
  if (sample.task === 'regression') return { margin: sample.scores, came: sample.y };
  const { forecast, came } = forecastsOf(sample);
  return { margin: sample.task === 'binary' ? margins : forecast.map((p) => logit(neverSure(p))), came };
}

function calledCounts(sample: Scored, labels: readonly string[]): readonly (readonly [string, number])[] {
  const counts = new Float64Array(labels.length);
  for (const k of calledClasses(sample)) counts[k]++;
  return labels.map((label, k) => [label, counts[k]] as const).filter(([, n]) => n > 0);
}
