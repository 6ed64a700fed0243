import { mwError, parseDuration } from '../../core/index.js';

/** Milliseconds of `30s`, `15m`, `12h`, `90d` or `2w`. Throws `MW_DATA_RULE` for other texts. */
export function durationMs(duration: string): number {
  const ms = parseDuration(duration);
  if (ms !== undefined) return ms;
  throw mwError('MW_DATA_RULE', { rule: duration, reason: 'a duration is a number with s, m, h, d or w behind it, such as 90d' });
}
