import { random, takeRows, type Json, type Matrix } from '../../../core/index.js';
import { schemaToJson } from '../../../data/index.js';
import { duckdb } from '../../../expr/index.js';
import { histogram, identityCalibration, quantileOf, type Interval, type Split } from '../../../evaluate/index.js';
import { joinedSchema } from '../../../features/index.js';
import type { Predictor } from '../../../learn/index.js';
import type { OddRow } from '../../found/index.js';
import { rankCorrelation } from '../../probes/ranks.js';
import { explainMatrix, type ExplainedRow } from '../../use/explain-matrix.js';
import type { EncodedMatrix } from './encode-in-memory.js';
import type { Candidate } from '../plan.js';
import type { PreparedRows } from '../prepare.js';
import type { Training } from '../training.js';
import type { Described, Finder } from './finder.js';
import { fitOnRows, marginsIn } from './fit-on-rows.js';

const HALVES = 5;
const BINS = 30;
const ODDEST = 20;
const REASONS = 3;

/** Odd rows: nothing is chosen, and what can be said of the scores without a truth is how far two fits agree on them. */
export const outlierFinder: Finder<'outlier'> = {
  choose: async ({ plan }) => ({ chosen: plan.candidates[0], leaderboard: [] }),
  judge: async (training, chosen, x, split, reigning) => {
    const fitted = await fitOnRows(training, x, split.train, chosen, `fitting ${chosen.learner.name}`);
    return {
      metrics: { stability: await stabilityOf(training, chosen, x, split) },
      baseline: { stability: 0 },
      scores: marginsIn(fitted, takeRows(x, split.test)),
      ...(reigning ? { incumbent: reigning.champion.margins(takeRows(reigning.x, split.test)) } : {}),
    };
  },
  describe,
};

/** Rank agreement of the held-out rows' scores by fits on two halves of the training rows: the mean of some divisions, and their ends. */
async function stabilityOf(
  training: Training<'outlier'>,
  chosen: Candidate<'outlier'>,
  x: Matrix,
  { train, test }: Split,
): Promise<Interval> {
  const { seed } = training.plan;
  const on = takeRows(x, test);
  const scoresBy = async (rows: Int32Array, own: number): Promise<Float64Array> =>
    marginsIn(await fitOnRows(training, x, rows, chosen, 'how stable the scores are', own), on);
  const agreements: number[] = [];
  for (let h = 0; h < HALVES; h++) {
    const shuffled = random(seed, 'halves', h).shuffle(train.slice());
    const [a, b] = [shuffled.slice(0, train.length >> 1), shuffled.slice(train.length >> 1)];
    agreements.push(rankCorrelation(await scoresBy(a, seed + 2 * h), await scoresBy(b, seed + 2 * h + 1)));
  }
  const sorted = agreements.toSorted((a, b) => a - b);
  return { value: agreements.reduce((sum, a) => sum + a, 0) / HALVES, low: sorted[0], high: sorted[HALVES - 1] };
}

async function describe(training: Training<'outlier'>, encoded: EncodedMatrix, fitted: Predictor): Promise<Described> {
  const scores = marginsIn(fitted, encoded.serving);
  const sorted = scores.toSorted();
  return {
    labels: [],
    found: {
      kind: 'outlier',
      scores: histogram(scores, BINS),
      high: { p95: quantileOf(sorted, 0.95), p99: quantileOf(sorted, 0.99) },
      oddest: await oddestOf(training, encoded, fitted, scores),
    },
  };
}

async function oddestOf(
  training: Training<'outlier'>,
  { features, serving: x }: EncodedMatrix,
  fitted: Predictor,
  scores: Float64Array,
): Promise<readonly OddRow[]> {
  const rows = Int32Array.from(scores.keys())
    .toSorted((a, b) => scores[b] - scores[a] || a - b)
    .slice(0, ODDEST);
  const content = {
    task: 'outlier',
    labels: [],
    schema: schemaToJson(joinedSchema(training.model.problem.table)) as unknown as Json,
    features,
    calibration: identityCalibration(1),
    learner: training.plan.candidates[0].learner.name,
  } as const;
  const explained: readonly ExplainedRow[] | undefined =
    fitted.contributions && explainMatrix({ content, predictor: fitted, margins: (m) => marginsIn(fitted, m) }, takeRows(x, rows));
  const ids = await idsOf(training.prepared, training.model.problem.table, rows);
  return Array.from(rows, (row, i) => ({
    row: row + 1,
    ids: ids[i],
    score: scores[row],
    reasons: (explained?.[i].contributions ?? []).filter(({ effect }) => effect > 0).slice(0, REASONS),
  }));
}

/** The id columns of some rows, in their order. */
async function idsOf(
  { engine, relation }: PreparedRows,
  table: Parameters<typeof joinedSchema>[0],
  rows: Int32Array,
): Promise<readonly Readonly<Record<string, string | null>>[]> {
  const names = Object.entries(joinedSchema(table)).flatMap(([name, { kind }]) => (kind === 'id' ? [name] : []));
  if (names.length === 0) return Array.from(rows, () => ({}));
  const cells = names.map((name) => duckdb.ident(name)).join(', ');
  const found = await engine.rows(
    `SELECT rowid AS "mw:row", ${cells} FROM ${duckdb.ident(relation)} WHERE rowid IN (${rows.join(', ')}) ORDER BY rowid`,
  );
  const byRow = new Map(found.map((cell) => [Number(cell['mw:row']), cell]));
  return Array.from(rows, (row) => Object.fromEntries(names.map((name) => [name, (byRow.get(row)?.[name] ?? null) as string | null])));
}
