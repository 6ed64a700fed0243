import type { Engine, ResultRow } from '../engine/engine.js';
import type { Counts } from './numbers.js';
import type { TextProfile } from './types.js';

const MOST_TOP = 10;

export interface TextFacts extends Counts {
  /** Absent without a value. */
  readonly texts?: TextProfile;
}

/** Statistics of columns of texts by place, from the SQL of their cells. */
export async function textFacts(engine: Engine, cells: string, signal?: AbortSignal): Promise<Map<number, TextFacts>> {
  const options = signal ? { signal } : {};
  const counted = await engine.rows(
    `SELECT i, count(v) AS present, count(*) FILTER (bad) AS bad, count(DISTINCT v) AS distinct_values,
      min(length(v)) AS shortest, max(length(v)) AS longest, sum(length(v)) AS letters FROM (${cells}) GROUP BY i ORDER BY i`,
    options,
  );
  const levels = `SELECT i, v, count(*) AS n FROM (${cells}) WHERE v IS NOT NULL GROUP BY i, v`;
  const top = await engine.rows(
    `SELECT i, v, n FROM (${levels}) QUALIFY row_number() OVER (PARTITION BY i ORDER BY n DESC, v) <= ${MOST_TOP} ORDER BY i, n DESC, v`,
    options,
  );
  const topOf = Map.groupBy(top, (row) => Number(row['i']));
  return new Map(counted.map((row) => [Number(row['i']), factsOf(row, topOf.get(Number(row['i'])) ?? [])]));
}

function factsOf(row: ResultRow, top: readonly ResultRow[]): TextFacts {
  const present = Number(row['present']);
  const counts = { present, bad: Number(row['bad']), distinct: Number(row['distinct_values']) };
  if (present === 0) return counts;
  return {
    ...counts,
    texts: {
      top: top.map((level) => ({ value: String(level['v']), count: Number(level['n']) })),
      length: { min: Number(row['shortest']), mean: Number(row['letters']) / present, max: Number(row['longest']) },
    },
  };
}
