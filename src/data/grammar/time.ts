import { parseTime } from '../../expr/index.js';
import type { ColumnSpec } from '../column-spec.js';
import { isOneOf, text } from '../engine/sql.js';
import type { TextOptions } from '../sources/source.js';
import { nullTexts } from './empty.js';
import type { Grammar } from './grammar.js';
import { timeFormat } from './time-format.js';

const YEAR = '(?:[1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])';
const DAY = `${YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])`;
const CLOCK = '(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\\.[0-9]{1,9})?)?';
const ZONE = '(?:Z|[+-](?:[01][0-9]|2[0-3])(?::?[0-5][0-9])?)';
const MOMENT = `(${DAY})(?:[T ](${CLOCK})(?: ?(${ZONE}))?)?`;
const ISO = new RegExp(`^${MOMENT}$`);

/**
 * Points in time: `2024-02-29`, `2024-02-29 12:30`, `2024-02-29T12:30:15.250+02:00`; a column's `format` for other spellings.
 * Without a zone the time is UTC. Years 0001 … 9999; digits beyond microseconds are cut. `24:00`, second 60 and days that do not exist are faults.
 */
export function timestampGrammar(spec: ColumnSpec, options: TextOptions): Grammar {
  const nulls = nullTexts('timestamp', options.nulls ?? []);
  const fault = { rule: 'time', reason: spec.format === undefined ? 'is not an ISO 8601 time' : `is not a time written ${spec.format}` };
  if (spec.format === undefined)
    return { sqlType: 'TIMESTAMP', nulls, value: momentSql, quick: (x) => quickMoment(x, nulls), read: readMoment, fault };
  const format = timeFormat(spec.format);
  const read = (cell: string): number | undefined => {
    const iso = format.iso(cell);
    return iso === undefined ? undefined : readMoment(iso);
  };
  return { sqlType: 'TIMESTAMP', nulls, value: (x) => momentSql(format.isoSql(x)), read, fault };
}

/** Days: `2024-02-29`, also with a midnight behind it; a column's `format` for other spellings. */
export function dateGrammar(spec: ColumnSpec, options: TextOptions): Grammar {
  const moment = timestampGrammar(spec, options);
  const fault = { rule: 'date', reason: spec.format === undefined ? 'is not an ISO 8601 date' : `is not a date written ${spec.format}` };
  const quick = `${DAY}`;
  return {
    sqlType: 'DATE',
    nulls: moment.nulls,
    value: (x) => `CASE WHEN date_trunc('day', ${moment.value(x)}) = ${moment.value(x)} THEN CAST(${moment.value(x)} AS DATE) END`,
    ...(spec.format === undefined
      ? { quick: (x: string) => `CASE WHEN regexp_full_match(${x}, ${text(quick)}) THEN CAST(${x} AS DATE) ${orEmpty(x, moment.nulls)}` }
      : {}),
    read: (cell) => {
      const ms = moment.read(cell) as number | undefined;
      return ms !== undefined && ms % 86_400_000 === 0 ? ms : undefined;
    },
    fault,
  };
}

const orEmpty = (x: string, nulls: readonly string[]): string =>
  `WHEN ${x} IS NULL OR ${isOneOf(x, nulls)} THEN NULL ELSE error('odd') END`;

/** Clock and zone are taken apart by the grammar, because the engine's cast to TIMESTAMP drops the zone. */
function momentSql(x: string): string {
  const part = (i: number): string => `regexp_extract(${x}, ${text(`^${MOMENT}$`)}, ${i})`;
  const zone = part(3);
  const minutes = `(CAST(substr(${zone}, 2, 2) AS INTEGER) * 60 + CASE WHEN length(${zone}) > 3 THEN CAST(right(${zone}, 2) AS INTEGER) ELSE 0 END)`;
  const shift = `CASE WHEN length(${zone}) < 3 THEN 0 WHEN starts_with(${zone}, '-') THEN ${minutes} ELSE -${minutes} END`;
  const clock = `CASE WHEN ${part(2)} = '' THEN '00:00:00' WHEN length(${part(2)}) = 5 THEN ${part(2)} || ':00' ELSE ${part(2)} END`;
  return `CASE WHEN regexp_full_match(${x}, ${text(MOMENT)}) THEN TRY_CAST(${part(1)} || ' ' || ${clock} AS TIMESTAMP) + to_minutes(${shift}) END`;
}

/** Moments with seconds, in UTC by default or by a zone that the engine's cast understands. */
function quickMoment(x: string, nulls: readonly string[]): string {
  const seconds = `${DAY}(?:[T ](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,6})?`;
  const utc = `WHEN regexp_full_match(${x}, ${text(`${seconds}Z?)?`)}) THEN CAST(${x} AS TIMESTAMP)`;
  const zoned = `WHEN regexp_full_match(${x}, ${text(`${seconds}${ZONE})`)}) THEN make_timestamp(epoch_us(CAST(${x} AS TIMESTAMP WITH TIME ZONE)))`;
  return `CASE ${utc} ${zoned} ${orEmpty(x, nulls)}`;
}

function readMoment(cell: string): number | undefined {
  const found = ISO.exec(cell);
  if (!found) return undefined;
  const [, day, clock, zone] = found;
  if (clock === undefined) return finite(parseTime(day));
  const offset = zone === undefined || zone === 'Z' ? 'Z' : `${zone.slice(0, 3)}:${zone.length > 3 ? zone.slice(-2) : '00'}`;
  return finite(parseTime(`${day}T${clock}${offset}`));
}

const finite = (ms: number): number | undefined => (Number.isNaN(ms) ? undefined : ms);
