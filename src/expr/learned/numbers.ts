import { literalNode } from '../construct.js';
import type { Aggregate, AggregateValue, OptionSpec, Rule } from './rule.js';

const numberToNumber = [{ args: ['number'], out: 'number' }] as const;

const single = (sql: (x: string) => string, traits: Pick<Aggregate, 'ordered' | 'shares'> = {}): Readonly<Record<string, Aggregate>> => ({
  value: { type: 'number', sql: { common: ([x]) => sql(x) }, ...traits },
});

const numberOrNull = (value: AggregateValue): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null);

const asLiteral: Rule['fill'] = ({ value }, _args, _options, out) => literalNode(out, numberOrNull(value));

const quantileSql = (x: string, p: number): string => `quantile_cont(${x}, ${p})`;

const innerShares = (bins: number): readonly number[] => Array.from({ length: bins - 1 }, (_, i) => (i + 1) / bins);

const p: OptionSpec = { type: 'number', low: 0, high: 1, doc: 'The share of rows at or below it.' };

/** Above this size a sum of squares could overflow. */
const largestForSquares = 1e150;

/** Rules whose value is one number or time. All of them skip nulls, and are null when nothing is left. */
export const numberRules = {
  mean: {
    doc: 'The arithmetic mean. Null without values, or when the sum overflows.',
    types: numberToNumber,
    options: {},
    aggregates: single((x) => `avg(${x})`, { ordered: true }),
    fill: asLiteral,
    cases: [
      { rows: [[1], [2], [6], [null]], gives: '3' },
      { rows: [[null]], gives: 'null' },
      { rows: [[1.7e308], [1.7e308]], gives: 'null' },
    ],
  },
  median: {
    doc: 'The median; between the two middle values, their mean.',
    types: numberToNumber,
    options: {},
    aggregates: single((x) => quantileSql(x, 0.5), { shares: () => [0.5] }),
    fill: asLiteral,
    cases: [
      { rows: [[3], [1], [2], [null]], gives: '2' },
      { rows: [[4], [1], [2], [3]], gives: '2.5' },
      { rows: [[null]], gives: 'null' },
    ],
  },
  quantile: {
    doc: 'The p-quantile, linear between the two nearest values (Hyndman and Fan 1996, type 7).',
    types: numberToNumber,
    options: { p },
    aggregates: {
      value: {
        type: 'number',
        sql: { common: ([x], options) => quantileSql(x, options.p as number) },
        shares: (options) => [options.p as number],
      },
    },
    fill: asLiteral,
    cases: [
      { rows: [[10], [20], [30], [40], [null]], options: { p: 0.9 }, gives: '37' },
      { rows: [[10], [20]], options: { p: 0 }, gives: '10' },
      { rows: [[null]], options: { p: 0.5 }, gives: 'null' },
    ],
  },
  quantiles: {
    doc: 'The edges of bins with about the same number of rows each: the i/bins-quantiles, ascending, without repetition.',
    types: [{ args: ['number'], out: 'numbers' }],
    options: { bins: { type: 'int', low: 2, high: 1000, doc: 'How many bins; ties can make them fewer.' } },
    aggregates: {
      edges: {
        type: 'numbers',
        sql: { common: ([x], options) => `quantile_cont(${x}, [${innerShares(options.bins as number).join(', ')}])` },
        shares: (options) => innerShares(options.bins as number),
      },
    },
    fill: ({ edges }) =>
      literalNode(
        'numbers',
        [...new Set(((edges ?? []) as readonly number[]).map((edge) => edge + 0))].toSorted((a, b) => a - b),
      ),
    cases: [
      { rows: [[1], [2], [3], [4], [5]], options: { bins: 4 }, gives: '[2, 3, 4]' },
      { rows: [[1], [1], [1]], options: { bins: 3 }, gives: '[1]' },
      { rows: [[null]], options: { bins: 4 }, gives: '[]' },
    ],
  },
  std: {
    doc: 'The standard deviation of the population (divides by n). Null without values and when one is larger than 1e150.',
    types: numberToNumber,
    options: {},
    aggregates: {
      ...single((x) => `stddev_pop(CASE WHEN abs(${x}) <= ${largestForSquares} THEN ${x} END)`, { ordered: true }),
      largest: { type: 'number', sql: { common: ([x]) => `max(abs(${x}))` } },
    },
    fill: ({ value, largest }) =>
      literalNode('number', (numberOrNull(largest) ?? Infinity) <= largestForSquares ? numberOrNull(value) : null),
    cases: [
      { rows: [[2], [4], [4], [4], [5], [5], [7], [9], [null]], gives: '2' },
      { rows: [[5]], gives: '0' },
      { rows: [[null]], gives: 'null' },
      { rows: [[1e200], [-1e200]], gives: 'null' },
    ],
  },
  min: {
    doc: 'The smallest value, or the earliest.',
    types: [
      { args: ['number'], out: 'number' },
      { args: ['time'], out: 'time' },
    ],
    options: {},
    aggregates: single((x) => `min(${x})`),
    fill: asLiteral,
    cases: [
      { rows: [[3], [-1], [null]], gives: '-1' },
      { rows: [[null]], gives: 'null' },
    ],
  },
  max: {
    doc: 'The largest value, or the latest.',
    types: [
      { args: ['number'], out: 'number' },
      { args: ['time'], out: 'time' },
    ],
    options: {},
    aggregates: single((x) => `max(${x})`),
    fill: asLiteral,
    cases: [
      { rows: [[3], [-1], [null]], gives: '3' },
      { rows: [[new Date('2024-01-01')], [new Date('2023-01-01')]], gives: 'time("2024-01-01T00:00:00.000Z")' },
      { rows: [[null]], gives: 'null' },
    ],
  },
} as const satisfies Record<string, Rule>;
