import { parseTime } from '../parse-time.js';
import { at, op } from './op.js';
import { trimAscii } from './text.js';

const numeral = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const numeralSql = `'[ \\t\\n\\r]*[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?[ \\t\\n\\r]*'`;
const isoSql = `'\\d{4}-\\d\\d-\\d\\d([T ]([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d(\\.\\d{1,9})?)?(Z|[+-]([01]\\d|2[0-3]):[0-5]\\d)?)?'`;

function parseNumber(text: string): number {
  const trimmed = trimAscii(text);
  return numeral.test(trimmed) ? Number(trimmed) : NaN;
}

/** The milliseconds by which a text's zone is ahead of UTC. */
const zoneSql = (x: string): string =>
  `CASE WHEN regexp_matches(${x}, '[+-]\\d\\d:\\d\\d$') THEN (TRY_CAST(substring(${x}, length(${x}) - 4, 2) AS DOUBLE) * 60e0 + ` +
  `TRY_CAST(right(${x}, 2) AS DOUBLE)) * CASE WHEN substring(${x}, length(${x}) - 5, 1) = '-' THEN -60000e0 ELSE 60000e0 END ELSE 0e0 END`;

/** One type from another, by grammars of our own: engines' casts differ in what they take. */
export const casts = {
  parseNumber: op({
    doc: 'The number that a text writes in decimal: `12`, `-1.5`, `.5`, `+1e3`, blanks around it allowed. Null for anything else and on overflow.',
    types: [{ args: ['text'], out: 'number' }],
    nulls: 'strict',
    finish: true,
    js: parseNumber,
    sql: { duckdb: (x) => `CASE WHEN regexp_full_match(${x}, ${numeralSql}) THEN TRY_CAST(trim(${x}, ' \t\n\r') AS DOUBLE) END` },
    cases: [
      [['12'], 12],
      [[' -1.50\n'], -1.5],
      [['.5'], 0.5],
      [['5.'], 5],
      [['+1e3'], 1000],
      [['-0'], 0],
      [['1e400'], null],
      [['1e-400'], 0],
      [['4.9e-324'], 5e-324],
      [['9007199254740993'], 9007199254740992],
      [['0x10'], null],
      [['1_000'], null],
      [['1,5'], null],
      [['NaN'], null],
      [['Infinity'], null],
      [[''], null],
      [['.'], null],
      [['٣'], null],
      [[null], null],
    ],
  }),
  toNumber: op({
    doc: '1 for true, 0 for false.',
    types: [{ args: ['bool'], out: 'number' }],
    nulls: 'strict',
    js: (x: boolean) => (x ? 1 : 0),
    sql: (x) => `CASE WHEN ${x} THEN 1e0 WHEN NOT ${x} THEN 0e0 END`,
    cases: [
      [[true], 1],
      [[false], 0],
      [[null], null],
    ],
  }),
  toText: op({
    doc: 'The digits of a whole number up to 2^53 - 1 in size. Null for every other number: engines write fractions differently.',
    types: [{ args: ['number'], out: 'text' }],
    nulls: 'strict',
    js: (x: number) => (Number.isSafeInteger(x) ? String(x) : null),
    sql: (x) => `CASE WHEN ${x} = trunc(${x}) AND abs(${x}) <= 9007199254740991e0 THEN CAST(CAST(${x} AS BIGINT) AS VARCHAR) END`,
    cases: [
      [[42], '42'],
      [[-7], '-7'],
      [[0], '0'],
      [[9007199254740991], '9007199254740991'],
      [[9007199254740992], null],
      [[2.5], null],
      [[null], null],
    ],
  }),
  parseTime: op({
    doc: 'The time that ISO 8601 text writes: `2024-02-29`, `2024-02-29T12:34`, `2024-02-29 12:34:56.789+02:00`. No zone means UTC; null for anything else.',
    types: [{ args: ['text'], out: 'time' }],
    nulls: 'strict',
    finish: true,
    js: parseTime,
    sql: {
      duckdb: (x) =>
        `CASE WHEN regexp_full_match(${x}, ${isoSql}) THEN CAST(epoch_ms(TRY_CAST(regexp_extract(${x}, '^[^.Z+]{10}([T ]\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,3})?)?)?') AS TIMESTAMP)) AS DOUBLE) - ${zoneSql(x)} END`,
    },
    cases: [
      [['2024-02-29'], at('2024-02-29')],
      [['2024-02-29T12:34'], at('2024-02-29T12:34:00Z')],
      [['2024-02-29 12:34:56.789'], at('2024-02-29T12:34:56.789Z')],
      [['2024-02-29T12:34:56.7899Z'], at('2024-02-29T12:34:56.789Z')],
      [['2024-01-01T00:30:00+02:00'], at('2023-12-31T22:30:00Z')],
      [['2024-01-01 10:00-05:30'], at('2024-01-01T15:30:00Z')],
      [['1969-12-31T23:59:59.999Z'], at('1969-12-31T23:59:59.999Z')],
      [['0000-02-29'], at('0000-02-29')],
      [['2023-02-29'], null],
      [['2024-01-01T24:00'], null],
      [['2024-1-1'], null],
      [['01/02/2024'], null],
      [['2024-01-01Z'], null],
      [[''], null],
      [[null], null],
    ],
  }),
} as const;
