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
    `quantile_cont(v, [${Object.values(SHARES).join(', ')}]) AS quantiles`,
    'count(*) FILTER (v = 0) AS zeros',
    'count(*) FILTER (v <> trunc(v)) AS fractions',
    'count(*) FILTER (v < 0) AS negatives',
  ];
  const [quantiles] = facts.splice(6, 1);
  const parts = Object.keys(SHARES).map((name, k) => `quantiles[${k + 1}] AS ${name}`);
  return `SELECT *, ${parts.join(', ')} FROM (SELECT i, ${facts.join(', ')}, ${quantiles} FROM (${cells}) GROUP BY i ORDER BY i)`;
}

/**
 * What needs the first pass's numbers: bins, cells far out, and the moments about the median in units of the longest distance from it.
 * Mean and median are never further apart than one standard deviation, so no digits are lost, and nothing overflows.
 */
function secondPass(cells: string, firsts: readonly ResultRow[]): string {
  const known = firsts.map((row) => {
    const [median, q1, q3] = ['p50', 'p25', 'p75'].map((key) => Number(row[key]));
    const { low, high, bins } = binsOf(row);
    return `(${[Number(row['i']), low, high, bins, median, longestFrom(row), q1 - 1.5 * (q3 - q1), q3 + 1.5 * (q3 - q1)].map(double).join(', ')})`;
  });
  const bins = Array.from({ length: BINS }, (_, b) => `count(*) FILTER (bin = ${b}) AS b${b}`).join(', ');
  const moments = [1, 2, 3].map((k) => `avg(${Array.from({ length: k }, () => 'u').join(' * ')}) AS m${k}`).join(', ');
  const bin = `CASE WHEN high > low THEN least(floor((v / 2 - low / 2) / (high / 2 - low / 2) * bins), bins - 1) ELSE 0 END`;
  return `SELECT i, ${bins}, ${moments}, count(*) FILTER (v < fence_low OR v > fence_high) AS outliers FROM (
    SELECT known.i AS i, v, fence_low, fence_high, ${bin} AS bin, CASE WHEN longest > 0 THEN v / longest - median / longest ELSE 0 END AS u
    FROM (${cells}) AS cells JOIN (VALUES ${known.join(', ')}) AS known(i, low, high, bins, median, longest, fence_low, fence_high) ON cells.i = known.i
    WHERE v IS NOT NULL) GROUP BY i`;
}

/** The longest distance from the median, at most the greatest double. */
function longestFrom(row: ResultRow): number {
  const [low, high, median] = ['low', 'high', 'p50'].map((key) => Number(row[key]));
  return Math.min(Math.max(high - median, median - low), Number.MAX_VALUE);
}

/** A double as SQL; what lies beyond the doubles becomes the last of them. */
function double(value: number): string {
  const text = String(Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value)));
  return text.includes('e') ? `CAST('${text}' AS DOUBLE)` : `${text}e0`;
}

function factsOf(first: ResultRow, second: ResultRow | undefined): NumberFacts {
  const counts = { present: Number(first['present']), bad: Number(first['bad']), distinct: Number(first['distinct_values']) };
  if (!second) return counts;
  const number = (key: string): number => Number(first[key]);
  return {
    ...counts,
    numbers: {
      min: number('low'),
      max: number('high'),
      ...momentsOf(first, second, counts.present),
      quantiles: Object.fromEntries(Object.keys(SHARES).map((name) => [name, number(name)])) as NumberProfile['quantiles'],
      zeros: number('zeros'),
      negatives: number('negatives'),
      outliers: Number(second['outliers']),
      histogram: histogramOf(first, second),
    },
  };
}

function momentsOf(first: ResultRow, second: ResultRow, cells: number): Pick<NumberProfile, 'mean' | 'std' | 'skew'> {
  const [m1, m2, m3] = [1, 2, 3].map((k) => Number(second[`m${k}`]));
  const variance = Math.max(0, m2 - m1 * m1);
  const plain = Number(first['mean']);
  return {
    mean: Number.isFinite(plain) ? plain : Number(first['p50']) + longestFrom(first) * m1,
    std: cells > 1 ? longestFrom(first) * Math.sqrt((variance * cells) / (cells - 1)) : null,
    skew: variance > 0 ? (m3 - 3 * m1 * m2 + 2 * m1 ** 3) / variance ** 1.5 : null,
  };
}

/** Where the bins lie. Few whole numbers have one bin each. */
function binsOf(first: ResultRow): { readonly low: number; readonly high: number; readonly bins: number } {
  const [low, high] = [Number(first['low']), Number(first['high'])];
  if (low === high) return { low, high, bins: 1 };
  return Number(first['fractions']) === 0 && high - low < BINS ? { low, high: high + 1, bins: high - low + 1 } : { low, high, bins: BINS };
}

function histogramOf(first: ResultRow, second: ResultRow): Histogram {
  const { low, high, bins } = binsOf(first);
  const edges = Array.from({ length: bins + 1 }, (_, b) => (b === bins ? high : low + (high / bins - low / bins) * b));
  return { edges, counts: Array.from({ length: bins }, (_, b) => Number(second[`b${b}`])) };
}
