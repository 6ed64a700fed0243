import { rowOf, type Matrix } from '../../core/index.js';
import { calledClasses, scoresOf } from '../../evaluate/index.js';
import type { OpenModel, RunOptions } from '../../model/index.js';
import { sampleOf } from '../realise/labelled.js';
import { encodeServed } from '../window/encode-served.js';
import { rawRow } from '../window/raw-row.js';
import { sampleRows } from '../window/sample.js';
import type { ServedRows } from '../window/served-rows.js';
import { isSame, toleranceOf } from './tolerance.js';

/** One served row for which the batch path says something else. */
export interface SkewedRow {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  /** What the log says: the value, the probability of the positive class, or of the class that differs most. */
  readonly logged: number;
  readonly recomputed: number;
  /** Features that both paths encode differently; none: the same features, another answer. */
  readonly features: readonly string[];
  /** One sentence for people. */
  readonly text: string;
}

/** What recomputing a sample found. Plain JSON. */
export interface Recomputed {
  readonly model: string;
  readonly version: number;
  /** Rows answered again. */
  readonly rows: number;
  /** Of those, how many differ. */
  readonly skewed: number;
  /** Greatest difference allowed, relative to the greater of 1 and the figure: 0 means equal to the bit. */
  readonly tolerance: number;
  /** The first of them, at most 20, in the order of time. */
  readonly findings: readonly SkewedRow[];
}

/** Which rows are answered again. */
export interface RecomputeOptions {
  /** How many, drawn without repeats. */
  readonly rows: number;
  /** Default 0: the same rows again as long as the window stands. */
  readonly seed?: number;
}

const SHOWN = 20;

/**
 * Answers a sample of served rows once more through the batch path (rows → engine → SQL → margins) and compares with what was logged: equal
 * to the bit, or to 1e-12 where a feature rests on an op that is approximate. Any difference is an alarm: either the two readings of a
 * feature fell apart, or the log was changed, or this runtime computes otherwise than the server's.
 */
export async function recompute(
  model: OpenModel,
  served: ServedRows,
  run: RunOptions,
  { rows, seed = 0 }: RecomputeOptions,
): Promise<Recomputed> {
  const picked = sampleRows(served.rows, rows, seed);
  const head = { model: model.model, version: model.version, rows: picked.length, tolerance: toleranceOf(model.content) };
  if (picked.length === 0) return { ...head, skewed: 0, findings: [] };
  const x = await encodeServed(model, served, run, picked);
  const scores = scoresOf(model.content.task, model.predictor.outputs, model.margins(x));
  const called = model.content.task === 'regression' ? undefined : calledClasses(sampleOf(served, model.content));
  const odd = Array.from(picked.keys()).filter(
    (i) => differs(model, served, picked[i], scores, i, head.tolerance) || (called && called[picked[i]] !== served.called[picked[i]]),
  );
  return { ...head, skewed: odd.length, findings: odd.slice(0, SHOWN).map((i) => findingOf(model, served, picked[i], x, scores, i)) };
}

function differs({ predictor }: OpenModel, served: ServedRows, row: number, scores: Float64Array, i: number, tolerance: number): boolean {
  const width = predictor.outputs;
  for (let k = 0; k < width; k++) if (!isSame(served.scores[row * width + k], scores[i * width + k], tolerance)) return true;
  return false;
}

function findingOf(model: OpenModel, served: ServedRows, row: number, x: Matrix, scores: Float64Array, i: number): SkewedRow {
  const width = model.predictor.outputs;
  let worst = 0;
  const gap = (k: number): number => Math.abs(served.scores[row * width + k] - scores[i * width + k]);
  for (let k = 1; k < width; k++) if (gap(k) > gap(worst)) worst = k;
  const [logged, recomputed] = [served.scores[row * width + worst], scores[i * width + worst]];
  const features = differingFeatures(model, served, row, rowOf(x, i));
  const where = features.length > 0 ? `in ${features.join(', ')}` : 'though its features are the same';
  return {
    id: served.ids[row],
    at: new Date(served.at[row]).toISOString(),
    logged,
    recomputed,
    features,
    text: `Row ${served.ids[row]}: logged ${logged}, the batch path says ${recomputed}, ${where}.`,
  };
}

function differingFeatures({ content, encodeRow }: OpenModel, served: ServedRows, row: number, bySql: Float64Array): string[] {
  const byRow = new Float64Array(content.features.length);
  encodeRow(rawRow(served.columns, row), byRow);
  const tolerance = toleranceOf(content);
  return content.features.flatMap(({ name }, f) => (isSame(byRow[f], bySql[f], tolerance) ? [] : [name]));
}
