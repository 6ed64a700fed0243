/** Periods that a limit may be for. */
export const PERIODS = ['day', 'week', 'month', 'year'] as const;
export type Period = (typeof PERIODS)[number];

const DAY_MS = 86_400_000;

/** How long each is, a year being 365.25 days. */
const DAYS: Readonly<Record<Period, number>> = { day: 1, week: 7, month: 365.25 / 12, year: 365.25 };

/** Rows in a period when their times are these, spread as they are: null where they do not span as much as a period's hundredth. */
export function rowsPer(period: Period, times: Float64Array): number | null {
  const known = times.filter((at) => !Number.isNaN(at));
  const [first, last] = [known.reduce((a, b) => Math.min(a, b), Infinity), known.reduce((a, b) => Math.max(a, b), -Infinity)];
  const spanMs = last - first;
  const periodMs = DAYS[period] * DAY_MS;
  return spanMs >= periodMs / 100 ? (known.length * periodMs) / spanMs : null;
}

/** Rows a month, from those of another period. */
export const perMonth = (rows: number, period: Period): number => (rows * DAYS.month) / DAYS[period];
