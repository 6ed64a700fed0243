/** One way to write a day or a moment. The pattern is read by JavaScript and RE2 alike. */
export interface DateShape {
  readonly kind: 'date' | 'timestamp';
  /** strftime's codes; absent for ISO 8601. */
  readonly format?: string;
  readonly pattern: string;
  /** The format with day and month the other way round, which the same texts may fit. */
  readonly swaps?: string;
  /** Digits alone: a number as well as a day, so the column's name must speak for the day. */
  readonly digits?: true;
}

const YEAR = '[12][0-9]{3}';
const MONTH2 = '(?:0[1-9]|1[0-2])';
const DAY2 = '(?:0[1-9]|[12][0-9]|3[01])';
const MONTH = '(?:0?[1-9]|1[0-2])';
const DAY = '(?:0?[1-9]|[12][0-9]|3[01])';
const CLOCK = '(?:[01]?[0-9]|2[0-3]):[0-5][0-9]';
const ZONE = '(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)';

const isoDay: DateShape = { kind: 'date', pattern: `${YEAR}-${MONTH2}-${DAY2}` };
const isoMoment: DateShape = {
  kind: 'timestamp',
  pattern: `${isoDay.pattern}[T ](?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\\.[0-9]{1,9})?)?(?: ?${ZONE})?`,
};

/** Days in other spellings. `03/04/2020` fits two of them: the whole file decides, else `/` and `-` put the month first where the earlier stands. */
const days: readonly DateShape[] = [
  { kind: 'date', format: '%Y-%m-%d', pattern: `${YEAR}-${MONTH}-${DAY}` },
  { kind: 'date', format: '%Y/%m/%d', pattern: `${YEAR}/${MONTH}/${DAY}` },
  { kind: 'date', format: '%Y.%m.%d', pattern: `${YEAR}\\.${MONTH}\\.${DAY}` },
  { kind: 'date', format: '%m/%d/%Y', pattern: `${MONTH}/${DAY}/${YEAR}`, swaps: '%d/%m/%Y' },
  { kind: 'date', format: '%d/%m/%Y', pattern: `${DAY}/${MONTH}/${YEAR}`, swaps: '%m/%d/%Y' },
  { kind: 'date', format: '%d.%m.%Y', pattern: `${DAY}\\.${MONTH}\\.${YEAR}` },
  { kind: 'date', format: '%d-%m-%Y', pattern: `${DAY}-${MONTH}-${YEAR}`, swaps: '%m-%d-%Y' },
  { kind: 'date', format: '%m-%d-%Y', pattern: `${MONTH}-${DAY}-${YEAR}`, swaps: '%d-%m-%Y' },
  { kind: 'date', format: '%m/%d/%y', pattern: `${MONTH}/${DAY}/[0-9]{2}`, swaps: '%d/%m/%y' },
  { kind: 'date', format: '%d/%m/%y', pattern: `${DAY}/${MONTH}/[0-9]{2}`, swaps: '%m/%d/%y' },
  { kind: 'date', format: '%d.%m.%y', pattern: `${DAY}\\.${MONTH}\\.[0-9]{2}` },
];

const clocks: readonly (readonly [string, string])[] = [
  ['%H:%M:%S', `${CLOCK}:[0-5][0-9]`],
  ['%H:%M', CLOCK],
  ['%H:%M:%S.%f', `${CLOCK}:[0-5][0-9]\\.[0-9]{1,9}`],
];

const moments = days.flatMap((day) =>
  clocks.map(([clock, pattern]): DateShape => ({
    kind: 'timestamp',
    format: `${day.format} ${clock}`,
    pattern: `${day.pattern} ${pattern}`,
    ...(day.swaps === undefined ? {} : { swaps: `${day.swaps} ${clock}` }),
  })),
);

/** Every spelling that is looked for; of two that fit equally many cells the earlier wins. */
export const DATE_SHAPES: readonly DateShape[] = [
  isoDay,
  isoMoment,
  ...days,
  ...moments,
  { kind: 'date', format: '%Y-%m', pattern: `${YEAR}-${MONTH2}` },
  { kind: 'date', format: '%Y/%m', pattern: `${YEAR}/${MONTH2}` },
  { kind: 'date', format: '%Y%m%d', pattern: `${YEAR}${MONTH2}${DAY2}`, digits: true },
];

const DATE_START = /^(?:[0-9]{1,4}[-/.][0-9]{1,2}|[12][0-9]{7}$)/;
const compiled = DATE_SHAPES.map((shape) => ({ shape, full: new RegExp(`^(?:${shape.pattern})$`) }));

/** The spellings that a cell fits; most cells fit none. */
export function dateShapesOf(cell: string): DateShape[] {
  if (cell.length < 6 || cell.length > 40 || !DATE_START.test(cell)) return [];
  return compiled.filter((c) => c.full.test(cell)).map((c) => c.shape);
}

/** Whether a cell looks like a day or a moment; digits alone do not. */
export const looksLikeDate = (cell: string): boolean => dateShapesOf(cell).some((s) => !s.digits);
