import { mwError } from '../../core/index.js';

const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** Milliseconds of `30s`, `15m`, `12h`, `90d` or `2w`. Throws `MW_DATA_RULE` for other texts. */
export function durationMs(duration: string): number {
  const found = /^(\d+(?:\.\d+)?)([smhdw])$/.exec(duration);
  if (!found)
    throw mwError('MW_DATA_RULE', { rule: duration, reason: 'a duration is a number with s, m, h, d or w behind it, such as 90d' });
  return Number(found[1]) * UNITS[found[2]];
}
