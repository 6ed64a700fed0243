import type { Engine, ResultRow } from '../engine/engine.js';
import type { Histogram, NumberProfile } from './types.js';

const BINS = 20;
const SHARES = { p01: 0.01, p05: 0.05, p25: 0.25, p50: 0.5, p75: 0.75, p95: 0.95, p99: 0.99 } as const;

/** Counts that every class of cells has. */
export interface Counts {
  readonly present: number;
  readonly bad: number;
  readonly distinct: number;
}

export interface NumberFacts extends Counts {
  /** Absent without a value. */
  readonly numbers?: NumberProfile;
}

/**
 * Statistics of columns of numbers by place, from the SQL of their cells. Sums run on one thread, so that they depend on the order of
 * the rows alone.
 */
export async function numberFacts(engine: Engine, cells: string, signal?: AbortSignal): Promise<Map<number, NumberFacts>> {
  const options = signal ? { signal } : {};
  const firsts = await engine.threads(1, () => engine.rows(`${firstPass(cells)}`, options));
  const spread = firsts.filter((row) => Number(row['present']) > 0);
  const seconds = spread.length === 0 ? [] : await engine.threads(1, () => engine.rows(secondPass(cells, spread), options));
  const shape = new Map(seconds.map((row) => [Number(row['i']), row]));
  return new Map(firsts.map((row) => [Number(row['i']), factsOf(row, shape.get(Number(row['i'])))]));
}

function firstPass(cells: string): string {
  const facts = [
    'count(v) AS present',
    'count(*) FILTER (bad) AS bad',
    'count(DISTINCT v) AS distinct_values',
    'min(v) AS low',
    'max(v) AS high',
    'avg(v) AS mean',
    'stddev_samp(v) AS std',
    `quantile_cont(v, [${Object.values(SHARES).join(', ')}]) AS quantiles`,
    'count(*) FILTER (v = 0) AS zeros',
    'count(*) FILTER (v < 0) AS negatives',
  ];
  const [quantiles] = facts.splice(7, 1);
  const parts = Object.keys(SHARES).map((name, k) => `quantiles[${k + 1}] AS ${name}`);
  return `SELECT *, ${parts.join(', ')} FROM (SELECT i, ${facts.join(', ')}, ${quantiles} FROM (${cells}) GROUP BY i ORDER BY i)`;
}

/** What needs the first pass's numbers: bins, skew, cells far out. */
function secondPass(cells: string, firsts: readonly ResultRow[]): string {
  const known = firsts.map((row) => {
    const [low, high, mean, q1, q3] = ['low', 'high', 'mean', 'p25', 'p75'].map((key) => Number(row[key]));
    const deviation = populationStd(row);
    const values = [row['i'], low, high - low, Number.isFinite(mean) ? mean : 0, deviation, q1 - 1.5 * (q3 - q1), q3 + 1.5 * (q3 - q1)];
    return `(${values
      .map((v) => `${Number.isFinite(Number(v)) ? Number(v) : 0}e0`)
      .map((v) => v.replace(/e([+-]?\d+)e0$/, 'e$1'))
      .join(', ')})`;
  });
  const bins = Array.from({ length: BINS }, (_, b) => `count(*) FILTER (bin = ${b}) AS b${b}`).join(', ');
  return `SELECT i, ${bins}, avg(CASE WHEN deviation > 0 THEN power((v - mean) / deviation, 3) END) AS skew, count(*) FILTER (v < fence_low OR v > fence_high) AS outliers
    FROM (SELECT cells.i, v, mean, deviation, fence_low, fence_high,
      CASE WHEN width > 0 THEN least(floor((v - low) / width * ${BINS}), ${BINS - 1}) ELSE 0 END AS bin
      FROM (${cells}) AS cells JOIN (VALUES ${known.join(', ')}) AS known(i, low, width, mean, deviation, fence_low, fence_high) ON cells.i = known.i WHERE v IS NOT NULL)
    GROUP BY i`;
}

const populationStd = (row: ResultRow): number => {
  const n = Number(row['present']);
  return n > 1 ? Number(row['std']) * Math.sqrt((n - 1) / n) : 0;
};

function factsOf(first: ResultRow, second: ResultRow | undefined): NumberFacts {
  const counts = { present: Number(first['present']), bad: Number(first['bad']), distinct: Number(first['distinct_values']) };
  if (!second) return counts;
  const number = (key: string): number => Number(first[key]);
  return {
    ...counts,
    numbers: {
      min: number('low'),
      max: number('high'),
      mean: number('mean'),
      std: first['std'] === null ? null : number('std'),
      quantiles: Object.fromEntries(Object.keys(SHARES).map((name) => [name, number(name)])) as NumberProfile['quantiles'],
      zeros: number('zeros'),
      negatives: number('negatives'),
      skew: second['skew'] === null ? null : Number(second['skew']),
      outliers: Number(second['outliers']),
      histogram: histogramOf(first, second),
    },
  };
}

function histogramOf(first: ResultRow, second: ResultRow): Histogram {
  const [low, high] = [Number(first['low']), Number(first['high'])];
  if (low === high) return { edges: [low, high], counts: [Number(second['b0'])] };
  const edges = Array.from({ length: BINS + 1 }, (_, b) => (b === BINS ? high : low + ((high - low) * b) / BINS));
  return { edges, counts: Array.from({ length: BINS }, (_, b) => Number(second[`b${b}`])) };
}
