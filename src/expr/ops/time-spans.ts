import { civilFromDays, daysFromCivil } from '../civil.js';
import { dayMs } from '../value.js';
import { at, op } from './op.js';
import { dayOf } from './time-parts.js';

const since = [{ args: ['time', 'time'], out: 'number' }] as const;
const shifted = [{ args: ['time', 'number'], out: 'time' }] as const;
const timeToTime = [{ args: ['time'], out: 'time' }] as const;

const truncated = (unit: string) => ({
  duckdb: (t: string) => `CAST(epoch_ms(date_trunc('${unit}', make_timestamp_ms(CAST(${t} AS BIGINT)))) AS DOUBLE)`,
});

/** Distances between times, and times at a distance. A day is 24 hours: UTC has no other. */
export const timeSpans = {
  epochMs: op({
    doc: 'Milliseconds since 1970-01-01 UTC.',
    types: [{ args: ['time'], out: 'number' }],
    nulls: 'strict',
    js: (t: number) => t,
    sql: (t) => t,
    cases: [
      [[at('1970-01-02')], 86400000],
      [[at('1969-12-31T23:59:59.999Z')], -1],
      [[null], null],
    ],
  }),
  epochDays: op({
    doc: 'Whole days since 1970-01-01 UTC, downwards.',
    types: [{ args: ['time'], out: 'number' }],
    nulls: 'strict',
    js: dayOf,
    sql: (t) => `CAST(CAST(${t} AS BIGINT) - (CAST(${t} AS BIGINT) % ${dayMs} + ${dayMs}) % ${dayMs} AS DOUBLE) / ${dayMs}e0`,
    cases: [
      [[at('1970-01-02T12:00:00Z')], 1],
      [[at('1969-12-31T23:59:59.999Z')], -1],
      [[null], null],
    ],
  }),
  fromEpochMs: op({
    doc: 'The time at so many milliseconds after 1970-01-01 UTC; a fraction is cut downwards. Null beyond ±8.64e15.',
    types: [{ args: ['number'], out: 'time' }],
    nulls: 'strict',
    finish: true,
    js: Math.floor,
    sql: (x) => `floor(${x})`,
    cases: [
      [[86400000], at('1970-01-02')],
      [[-0.5], at('1969-12-31T23:59:59.999Z')],
      [[9e15], null],
      [[null], null],
    ],
  }),
  daysSince: op({
    doc: 'Days from the other time to this one, with their fraction; negative when the other is later.',
    types: since,
    nulls: 'strict',
    js: (t: number, other: number) => (t - other) / dayMs,
    sql: (t, other) => `(${t} - ${other}) / ${dayMs}e0`,
    cases: [
      [[at('2024-03-01'), at('2024-02-28')], 2],
      [[at('2024-01-01'), at('2024-01-01T12:00:00Z')], -0.5],
      [[null, at('2024-01-01')], null],
    ],
  }),
  hoursSince: op({
    doc: 'Hours from the other time to this one, with their fraction; negative when the other is later.',
    types: since,
    nulls: 'strict',
    js: (t: number, other: number) => (t - other) / 3_600_000,
    sql: (t, other) => `(${t} - ${other}) / 3600000e0`,
    cases: [
      [[at('2024-01-02'), at('2024-01-01T12:00:00Z')], 12],
      [[at('2024-01-01T00:00:00Z'), at('2024-01-01T00:30:00Z')], -0.5],
      [[at('2024-01-01'), null], null],
    ],
  }),
  secondsSince: op({
    doc: 'Seconds from the other time to this one, with their fraction; negative when the other is later.',
    types: since,
    nulls: 'strict',
    js: (t: number, other: number) => (t - other) / 1000,
    sql: (t, other) => `(${t} - ${other}) / 1000e0`,
    cases: [
      [[at('2024-01-01T00:01:00Z'), at('2024-01-01')], 60],
      [[at('1970-01-01'), at('1970-01-01T00:00:00.250Z')], -0.25],
      [[null, null], null],
    ],
  }),
  addDays: op({
    doc: 'The time so many days later (a fraction counts; cut down to the millisecond). Null beyond the range of times.',
    types: shifted,
    nulls: 'strict',
    finish: true,
    js: (t: number, days: number) => Math.floor(t + days * dayMs),
    sql: (t, days) => `floor(${t} + ${days} * ${dayMs}e0)`,
    cases: [
      [[at('2024-02-28'), 2], at('2024-03-01')],
      [[at('2024-01-01'), -0.5], at('2023-12-31T12:00:00Z')],
      [[at('1970-01-01'), -1e-9], at('1969-12-31T23:59:59.999Z')],
      [[at('2024-01-01'), 1e300], null],
      [[null, 1], null],
    ],
  }),
  addHours: op({
    doc: 'The time so many hours later (a fraction counts; cut down to the millisecond). Null beyond the range of times.',
    types: shifted,
    nulls: 'strict',
    finish: true,
    js: (t: number, hours: number) => Math.floor(t + hours * 3_600_000),
    sql: (t, hours) => `floor(${t} + ${hours} * 3600000e0)`,
    cases: [
      [[at('2024-02-29T23:30:00Z'), 1], at('2024-03-01T00:30:00Z')],
      [[at('2024-01-01'), -0.25], at('2023-12-31T23:45:00Z')],
      [[at('1970-01-01'), 1e-7], at('1970-01-01')],
      [[at('2024-01-01'), null], null],
    ],
  }),
  startOfDay: op({
    doc: 'Midnight UTC of its day.',
    types: timeToTime,
    nulls: 'strict',
    js: (t: number) => dayOf(t) * dayMs,
    sql: (t) => `CAST(CAST(${t} AS BIGINT) - (CAST(${t} AS BIGINT) % ${dayMs} + ${dayMs}) % ${dayMs} AS DOUBLE)`,
    cases: [
      [[at('2024-02-29T13:45:00Z')], at('2024-02-29')],
      [[at('1969-12-31T23:59:59.999Z')], at('1969-12-31')],
      [[null], null],
    ],
  }),
  startOfMonth: op({
    doc: 'Midnight UTC of the first day of its month.',
    types: timeToTime,
    nulls: 'strict',
    finish: true,
    js: (t: number) => {
      const { year, month } = civilFromDays(dayOf(t));
      return daysFromCivil(year, month, 1) * dayMs;
    },
    sql: truncated('month'),
    cases: [
      [[at('2024-02-29T13:45:00Z')], at('2024-02-01')],
      [[at('1969-12-31')], at('1969-12-01')],
      [[new Date(-8.64e15)], null],
      [[null], null],
    ],
  }),
  startOfYear: op({
    doc: 'Midnight UTC of the first of January of its year.',
    types: timeToTime,
    nulls: 'strict',
    finish: true,
    js: (t: number) => daysFromCivil(civilFromDays(dayOf(t)).year, 1, 1) * dayMs,
    sql: truncated('year'),
    cases: [
      [[at('2024-02-29T13:45:00Z')], at('2024-01-01')],
      [[at('1969-12-31')], at('1969-01-01')],
      [[null], null],
    ],
  }),
} as const;
