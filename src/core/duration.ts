/** Milliseconds of an hour. */
export const HOUR_MS = 3_600_000;
/** Milliseconds of a day of 24 hours. */
export const DAY_MS = 24 * HOUR_MS;

type Units = Readonly<Record<string, number>>;

const LONG: Units = { s: 1000, m: 60_000, h: HOUR_MS, d: DAY_MS, w: 7 * DAY_MS };
const SHORT: Units = { us: 0.001, µs: 0.001, ms: 1, s: 1000 };

/** Milliseconds of `30s`, `15m`, `1.5h`, `90d` or `2w`; `undefined` for other texts. */
export const parseDuration = (text: string): number | undefined => parsed(text, LONG);

/** Milliseconds of `500us`, `1.5ms` or `2s`; `undefined` for other texts. */
export const parseLatency = (text: string): number | undefined => parsed(text, SHORT);

function parsed(text: string, units: Units): number | undefined {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)([a-zµ]+)$/.exec(text) ?? [];
  return unit === undefined || !Object.hasOwn(units, unit) ? undefined : Number(amount) * units[unit];
}

/** Below how many milliseconds a time is told in which unit. */
const WORDS: readonly (readonly [below: number, each: number, unit: string])[] = [
  [1, 0.001, 'µs'],
  [1000, 1, 'ms'],
  [120_000, 1000, 's'],
  [2 * HOUR_MS, 60_000, 'min'],
  [2 * DAY_MS, HOUR_MS, 'h'],
  [Infinity, DAY_MS, 'days'],
];

/** A time that something takes, as people read it: `12.5 µs`, `1.2 ms`, `4.1 s`, `3.5 min`, `90 days`. */
export function durationWords(ms: number): string {
  const [, each, unit] = WORDS.find(([below]) => ms < below)!;
  return `${Number((ms / each).toPrecision(3))} ${unit}`;
}
