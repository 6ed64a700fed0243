import { allRows, thinned } from '../rows.js';
import type { Probe } from './probe.js';
import { rankAuc, rankCorrelation } from './ranks.js';

const SUSPICIOUS = 0.2;
/** Rows that are looked at; more say nothing new. */
const MOST_ROWS = 200_000;

/**
 * An id says nothing about a row, unless ids were given out, or rows sorted, with the target in sight.
 * Binary: the AUC of the id's number is far from ½. Regression: its rank correlation with the target is far from 0.
 */
export const identityProbe: Probe = (facts) => {
  if (facts.task === 'multiclass') return [];
  const looked = thinned(allRows(facts.y.length), MOST_ROWS);
  const numberOf = { ...facts.ids, 'the order of the rows': undefined };
  return Object.entries(numberOf).flatMap(([name, ids]) => {
    const id = (row: number): number => ids?.[row] ?? row;
    const rows = looked.filter((row) => !Number.isNaN(id(row)));
    if (rows.length < 100) return [];
    const [x, y] = [Float64Array.from(rows, id), Float64Array.from(rows, (i) => facts.y[i])];
    const strength = facts.task === 'binary' ? Math.abs(rankAuc(x, y) - 0.5) : Math.abs(rankCorrelation(x, y)) / 2;
    if (!(strength > SUSPICIOUS)) return [];
    const what = name in facts.ids ? `the id "${name}"` : name;
    return [
      {
        probe: 'identity',
        ...(name in facts.ids ? { feature: name } : {}),
        message: `${what} predicts "${facts.target}". Were the rows sorted or numbered after "${facts.target}" was known? If rows have a time, declare it.`,
      },
    ];
  });
};
