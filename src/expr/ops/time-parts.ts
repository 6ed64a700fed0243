import { civilFromDays, daysFromCivil } from '../civil.js';
import { dayMs } from '../value.js';
import { at, op } from './op.js';

const timeToNumber = [{ args: ['time'], out: 'number' }] as const;

/** Milliseconds since midnight UTC. */
const msOfDay = (t: number): number => ((t % dayMs) + dayMs) % dayMs;

/** Whole days since 1970-01-01 UTC, downwards. Exact: the division has no remainder. */
export const dayOf = (t: number): number => (t - msOfDay(t)) / dayMs;

const isoDayOfWeek = (t: number): number => ((((dayOf(t) + 3) % 7) + 7) % 7) + 1;

const stamp = (t: string): string => `make_timestamp_ms(CAST(${t} AS BIGINT))`;
const partSql = (name: string) => ({ duckdb: (t: string) => `CAST(${name}(${stamp(t)}) AS DOUBLE)` });
const msOfDaySql = (t: string): string => `((CAST(${t} AS BIGINT) % ${dayMs} + ${dayMs}) % ${dayMs})`;
const clockSql = (unitMs: number, count: number) => (t: string) =>
  `floor(CAST(${msOfDaySql(t)} % ${unitMs * count} AS DOUBLE) / ${unitMs}e0)`;
const clock = (unitMs: number, count: number) => (t: number) => Math.floor((msOfDay(t) % (unitMs * count)) / unitMs);

/** The parts of a time, in UTC and the proleptic Gregorian calendar (year 0 is 1 BC). */
export const timeParts = {
  year: op({
    doc: 'The calendar year.',
    types: timeToNumber,
    nulls: 'strict',
    js: (t: number) => civilFromDays(dayOf(t)).year,
    sql: partSql('year'),
    cases: [
      [[at('2024-02-29')], 2024],
      [[at('1969-12-31T23:59:59.999Z')], 1969],
      [[at('0000-01-01')], 0],
      [[new Date(-8.64e15)], -271821],
      [[null], null],
    ],
  }),
  quarter: op({
    doc: 'The quarter of the year, 1 … 4.',
    types: timeToNumber,
    nulls: 'strict',
    js: (t: number) => Math.ceil(civilFromDays(dayOf(t)).month / 3),
    sql: partSql('quarter'),
    cases: [
      [[at('2024-03-31')], 1],
      [[at('2024-10-01')], 4],
      [[null], null],
    ],
  }),
  month: op({
    doc: 'The month, 1 … 12.',
    types: timeToNumber,
    nulls: 'strict',
    js: (t: number) => civilFromDays(dayOf(t)).month,
    sql: partSql('month'),
    cases: [
      [[at('2024-02-29')], 2],
      [[at('1969-12-31')], 12],
      [[null], null],
    ],
  }),
  day: op({
    doc: 'The day of the month, 1 … 31.',
    types: timeToNumber,
    nulls: 'strict',
    js: (t: number) => civilFromDays(dayOf(t)).day,
    sql: partSql('day'),
    cases: [
      [[at('2024-02-29')], 29],
      [[at('1900-03-01')], 1],
      [[null], null],
    ],
  }),
  hour: op({
    doc: 'The hour of the day, 0 … 23.',
    types: timeToNumber,
    nulls: 'strict',
    js: clock(3_600_000, 24),
    sql: clockSql(3_600_000, 24),
    cases: [
      [[at('2024-02-29T13:45:00Z')], 13],
      [[at('1969-12-31T23:59:59.999Z')], 23],
      [[null], null],
    ],
  }),
  minute: op({
    doc: 'The minute of the hour, 0 … 59.',
    types: timeToNumber,
    nulls: 'strict',
    js: clock(60_000, 60),
    sql: clockSql(60_000, 60),
    cases: [
      [[at('2024-02-29T13:45:00Z')], 45],
      [[at('1969-12-31T23:59:59.999Z')], 59],
      [[null], null],
    ],
  }),
  second: op({
    doc: 'The second of the minute, 0 … 59; without the milliseconds.',
    types: timeToNumber,
    nulls: 'strict',
    js: clock(1000, 60),
    sql: clockSql(1000, 60),
    cases: [
      [[at('2024-02-29T13:45:07.999Z')], 7],
      [[at('1969-12-31T23:59:59.999Z')], 59],
      [[null], null],
    ],
  }),
  millisecond: op({
    doc: 'The millisecond of the second, 0 … 999.',
    types: timeToNumber,
    nulls: 'strict',
    js: clock(1, 1000),
    sql: clockSql(1, 1000),
    cases: [
      [[at('2024-02-29T13:45:07.250Z')], 250],
      [[at('1969-12-31T23:59:59.999Z')], 999],
      [[null], null],
    ],
  }),
  dayOfWeek: op({
    doc: 'The day of the week by ISO 8601: 1 is Monday, 7 Sunday.',
    types: timeToNumber,
    nulls: 'strict',
    js: isoDayOfWeek,
    sql: partSql('isodow'),
    cases: [
      [[at('2024-01-07')], 7],
      [[at('2024-01-08')], 1],
      [[at('1970-01-01')], 4],
      [[at('1969-12-31')], 3],
      [[null], null],
    ],
  }),
  dayOfYear: op({
    doc: 'The day of the year, 1 … 366.',
    types: timeToNumber,
    nulls: 'strict',
    js: (t: number) => dayOf(t) - daysFromCivil(civilFromDays(dayOf(t)).year, 1, 1) + 1,
    sql: partSql('dayofyear'),
    cases: [
      [[at('2024-12-31')], 366],
      [[at('2023-12-31')], 365],
      [[at('2024-01-01')], 1],
      [[null], null],
    ],
  }),
  isWeekend: op({
    doc: 'Whether it is a Saturday or a Sunday.',
    types: [{ args: ['time'], out: 'bool' }],
    nulls: 'strict',
    js: (t: number) => isoDayOfWeek(t) >= 6,
    sql: { duckdb: (t) => `isodow(${stamp(t)}) >= 6` },
    cases: [
      [[at('2024-01-06')], true],
      [[at('2024-01-05T23:59:59.999Z')], false],
      [[null], null],
    ],
  }),
} as const;
