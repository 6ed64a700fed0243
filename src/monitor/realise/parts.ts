import { DAY_MS } from '../../core/index.js';
import { metricNamed, takeScored, type Interval } from '../../evaluate/index.js';
import type { ModelContent } from '../../model/index.js';
import type { Estimator } from '../estimate/estimator.js';
import type { ServedRows } from '../window/served-rows.js';
import { sampleOf, type Labelled } from './labelled.js';
import { realisedMetrics } from './metrics.js';
import { realisedMoney } from './money.js';

/** What the decisions of a part earned. */
export interface PartMoney {
  /** Per row with an outcome; null without outcomes. */
  readonly perRow: Interval | null;
  readonly total: number;
}

/** How one part of a window did: a day or a segment. Plain JSON. */
export interface PartFigures {
  readonly predictions: number;
  /** Rows with an outcome that are judged by. */
  readonly outcomes: number;
  /** Classification: mean probability of the positive class or of the called one; regression: mean value. Null of no rows. */
  readonly meanScore: number | null;
  /** Empty while too few outcomes are known. */
  readonly metrics: Readonly<Record<string, Interval>>;
  /** Without labels. */
  readonly estimated: Readonly<Record<string, Interval>>;
  /** Absent without a payoff. */
  readonly money?: PartMoney;
}

/** One UTC day of a window. */
export interface DayFigures extends PartFigures {
  /** `2026-03-01`. */
  readonly day: string;
}

/** One segment of a window. */
export interface SegmentFigures extends PartFigures {
  readonly segment: string;
}

/** What parts are looked at by: the model, its rows and those to judge by, and the metrics worth telling of a part. */
export interface PartsInput {
  readonly content: ModelContent;
  readonly served: ServedRows;
  readonly labelled: Labelled;
  readonly estimate: Estimator;
  readonly metrics: readonly string[];
}

/** Days that are told: the newest. */
const MOST_DAYS = 100;
/** Parts with fewer outcomes are not judged. */
const LEAST_ROWS = 20;
const PART_RESAMPLES = 60;
const PART_BAND = { draws: 50, rows: 1000 };

/** The days of a window that have predictions, oldest first; of more than 100 the newest. */
export function dayFigures(input: PartsInput): DayFigures[] {
  const byDay = Map.groupBy(input.served.at.keys(), (row) => Math.floor(input.served.at[row] / DAY_MS));
  return [...byDay]
    .toSorted(([a], [b]) => a - b)
    .slice(-MOST_DAYS)
    .map(([day, rows]) => ({ day: new Date(day * DAY_MS).toISOString().slice(0, 10), ...partFigures(input, Int32Array.from(rows)) }));
}

/** The segments of a window, in the order of the definition. */
export function segmentFigures(input: PartsInput): SegmentFigures[] {
  return input.served.segments.masks.map(({ name, mask }) => ({
    segment: name,
    ...partFigures(
      input,
      Int32Array.from({ length: input.served.rows }, (_, i) => i).filter((row) => mask[row] === 1),
    ),
  }));
}

function partFigures({ content, served, labelled, estimate, metrics }: PartsInput, rows: Int32Array): PartFigures {
  const { seed, decide, task } = content;
  const known = rows.filter((row) => labelled.judged[row] === 1);
  const whole = sampleOf(served, content);
  const asked = metrics.map((name) => metricNamed(name, task));
  const options = { seed, metrics: asked, resamples: PART_RESAMPLES };
  const answered = takeScored(whole, rows);
  return {
    predictions: rows.length,
    outcomes: known.length,
    meanScore: meanScoreOf(answered.scores, rows.length),
    metrics: known.length < LEAST_ROWS ? {} : realisedMetrics(takeScored(whole, known), options).metrics,
    estimated: estimate({ of: rows, metrics: asked, ...PART_BAND }),
    ...(decide ? { money: moneyOf(served, known, decide, seed) } : {}),
  };
}

function moneyOf(served: ServedRows, rows: Int32Array, decide: NonNullable<ModelContent['decide']>, seed: number): PartMoney {
  const { perRow, total } = realisedMoney(served, rows, decide, { seed, resamples: PART_RESAMPLES });
  return { perRow, total: total?.value ?? 0 };
}

/** Mean of the numbers of one output; for several the mean of each row's greatest. */
function meanScoreOf(scores: Float64Array, rows: number): number | null {
  if (rows === 0) return null;
  const width = scores.length / rows;
  let sum = 0;
  for (let i = 0; i < rows; i++) sum += width === 1 ? scores[i] : Math.max(...scores.subarray(i * width, (i + 1) * width));
  return sum / rows;
}
