const LEAP = '(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)';
const LONG = '(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])';
const SHORT = '(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)';
const FEBRUARY = '02-(?:0[1-9]|1[0-9]|2[0-8])';
const DAY = `(?!0000)(?:[0-9]{4}-(?:${LONG}|${SHORT}|${FEBRUARY})|${LEAP}-02-29)`;
const CLOCK = '(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\\.[0-9]{1,9})?)?';
const ZONE = '(?:Z|[+-](?:[01][0-9]|2[0-3])(?::?[0-5][0-9])?)';

/**
 * A regular expression that takes exactly the points in time that a `timestamp` column reads: ISO 8601 with days that exist, the clock and the
 * zone optional. Wider than JSON Schema's `date-time`, which knows no `2024-02-29 12:30`.
 */
export const momentPattern = `^${DAY}(?:[T ]${CLOCK}(?: ?${ZONE})?)?$`;

/** The same for the days of a `date` column, with or without a midnight in UTC behind them. */
export const dayPattern = `^${DAY}(?:[T ]00:00(?::00(?:\\.0{1,9})?)?Z?)?$`;
