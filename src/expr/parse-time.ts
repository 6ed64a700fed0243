import { daysFromCivil, daysInMonth } from './civil.js';
import { dayMs, timeOrNull } from './value.js';

const iso = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(?:Z|([+-])(\d\d):(\d\d))?)?$/;

/**
 * The milliseconds since 1970 UTC of ISO 8601 text: `2024-02-29`, `2024-02-29T12:34`, `2024-02-29 12:34:56.789+02:00`.
 * Years have four digits, no zone means UTC, digits beyond milliseconds are cut. NaN for anything else, an impossible date included.
 */
export function parseTime(text: string): number {
  const part = iso.exec(text);
  if (part === null) return NaN;
  const [year, month, day] = [Number(part[1]), Number(part[2]), Number(part[3])];
  const [hour, minute, second] = [Number(part[4] ?? 0), Number(part[5] ?? 0), Number(part[6] ?? 0)];
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month) || hour > 23 || minute > 59 || second > 59) return NaN;
  const [zoneHour, zoneMinute] = [Number(part[9] ?? 0), Number(part[10] ?? 0)];
  if (zoneHour > 23 || zoneMinute > 59) return NaN;
  const zoneMs = (zoneHour * 60 + zoneMinute) * 60_000 * (part[8] === '-' ? -1 : 1);
  const ms = Number((part[7] ?? '').slice(0, 3).padEnd(3, '0'));
  return timeOrNull(daysFromCivil(year, month, day) * dayMs + (hour * 3600 + minute * 60 + second) * 1000 + ms - zoneMs);
}
