import { DAY_MS, mwError } from '../../core/index.js';

/** A schedule of five fields in UTC, read: which minutes, hours, days of the month, months and days of the week (0 = Sunday) it names. */
export interface Cron {
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly days: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  readonly weekdays: ReadonlySet<number>;
  /** Both kinds of day are restricted: then either one suffices, as crontab(5) has it. */
  readonly eitherDay: boolean;
}

const FIELDS = [
  ['minute', 0, 59],
  ['hour', 0, 23],
  ['day of the month', 1, 31],
  ['month', 1, 12],
  ['day of the week', 0, 7],
] as const;

const MINUTE_MS = 60_000;
/** Four years and a day: the longest that a schedule which exists at all (29 February) lets one wait, but for the turn of a century. */
const MOST_DAYS = 1462;

/**
 * Reads a schedule in the five fields of crontab(5): `30 2 * * 1-5` is half past two on working days. A field is `*` or a list of numbers
 * and ranges, each with an optional step. All times are UTC, so that no hour is skipped or doubled. Throws `MW_MODEL_CRON`.
 */
export function parseCron(text: string): Cron {
  const parts = text.trim().split(/\s+/);
  if (parts.length !== FIELDS.length) throw mwError('MW_MODEL_CRON', { cron: text, reason: `it has ${parts.length} fields, due are 5` });
  const [minutes, hours, days, months, weekdays] = FIELDS.map(([name, low, high], i) => fieldOf(text, parts[i], name, low, high));
  return {
    minutes,
    hours,
    days,
    months,
    weekdays: new Set([...weekdays].map((day) => day % 7)),
    eitherDay: !parts[2].startsWith('*') && !parts[4].startsWith('*'),
  };
}

/** Whether the schedule names the minute that a time (milliseconds since 1970) lies in. */
export function cronMatches(cron: Cron, at: number): boolean {
  const time = new Date(at);
  return onDay(cron, time) && cron.hours.has(time.getUTCHours()) && cron.minutes.has(time.getUTCMinutes());
}

/** The newest minute of the schedule that lies after `after` and not after `at`; `undefined` when there is none. Looks back four years at most. */
export function lastTick(cron: Cron, after: number, at: number): number | undefined {
  const today = Math.floor(at / DAY_MS) * DAY_MS;
  for (let back = 0; back < MOST_DAYS; back++) {
    const day = today - back * DAY_MS;
    if (day + DAY_MS <= after) return undefined;
    if (!onDay(cron, new Date(day))) continue;
    const last = Math.min(at, day + DAY_MS - 1);
    for (let tick = Math.floor(last / MINUTE_MS) * MINUTE_MS; tick >= day && tick > after; tick -= MINUTE_MS)
      if (cronMatches(cron, tick)) return tick;
  }
  return undefined;
}

function onDay({ days, months, weekdays, eitherDay }: Cron, time: Date): boolean {
  const [day, weekday] = [days.has(time.getUTCDate()), weekdays.has(time.getUTCDay())];
  return months.has(time.getUTCMonth() + 1) && (eitherDay ? day || weekday : day && weekday);
}

function fieldOf(cron: string, text: string, name: string, low: number, high: number): ReadonlySet<number> {
  const values = new Set<number>();
  for (const item of text.split(',')) {
    const found = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(item);
    const from = Number(found?.[1] ?? low);
    // "5/15" counts from 5 to the end, as "*/15" does from the beginning.
    const to = Number(found?.[2] ?? (found?.[1] === undefined || found[3] !== undefined ? high : from));
    const step = Number(found?.[3] ?? 1);
    if (!found || from < low || to > high || from > to || step < 1)
      throw mwError('MW_MODEL_CRON', { cron, reason: `"${item}" is no ${name} (${low} to ${high})` });
    for (let value = from; value <= to; value += step) values.add(value);
  }
  return values;
}
