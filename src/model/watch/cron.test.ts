import { describe, expect, it } from 'vitest';
import { cronMatches, lastTick, parseCron } from './cron.js';

const at = (iso: string): number => Date.parse(`${iso}:00Z`);
const DAY = 86_400_000;

describe('cron', () => {
  // 2024-02-29 is a Thursday, 2024-03-01 a Friday, 2024-03-03 a Sunday.
  it.each<[string, string, boolean]>([
    ['* * * * *', '2024-02-29T13:37', true],
    ['30 2 * * *', '2024-02-29T02:30', true],
    ['30 2 * * *', '2024-02-29T02:31', false],
    ['*/15 * * * *', '2024-02-29T02:45', true],
    ['*/15 * * * *', '2024-02-29T02:50', false],
    ['5/20 * * * *', '2024-02-29T02:45', true],
    ['5/20 * * * *', '2024-02-29T02:00', false],
    ['0 9-17/4 * * *', '2024-02-29T13:00', true],
    ['0 9-17/4 * * *', '2024-02-29T12:00', false],
    ['0 0 29 2 *', '2024-02-29T00:00', true],
    ['0 0 * * 1-5', '2024-03-01T00:00', true],
    ['0 0 * * 1-5', '2024-03-03T00:00', false],
    ['0 0 * * 0', '2024-03-03T00:00', true],
    ['0 0 * * 7', '2024-03-03T00:00', true],
    ['0 0 1 * 0', '2024-03-01T00:00', true],
    ['0 0 1 * 0', '2024-03-03T00:00', true],
    ['0 0 1 * 0', '2024-02-29T00:00', false],
    ['0 0 1,15 * *', '2024-03-15T00:00', true],
    ['0 0 * 3 *', '2024-02-29T00:00', false],
  ])('%s at %s: %s', (text, iso, due) => expect(cronMatches(parseCron(text), at(iso))).toBe(due));

  it.each([
    '',
    '* * * *',
    '* * * * * *',
    '60 * * * *',
    '* 24 * * *',
    '* * 0 * *',
    '* * * 13 *',
    '* * * * 8',
    '5-1 * * * *',
    '*/0 * * * *',
    'a * * * *',
    '1,,2 * * * *',
    '-1 * * * *',
  ])('refuses "%s"', (text) => expect(() => parseCron(text)).toThrow(expect.objectContaining({ code: 'MW_MODEL_CRON' })));

  it('the newest tick of a span, its beginning left out and its end taken in', () => {
    const nightly = parseCron('30 2 * * *');
    expect(lastTick(nightly, at('2024-02-28T00:00'), at('2024-02-29T02:29'))).toBe(at('2024-02-28T02:30'));
    expect(lastTick(nightly, at('2024-02-28T02:30'), at('2024-02-29T02:29'))).toBeUndefined();
    expect(lastTick(nightly, at('2024-02-28T02:30'), at('2024-02-29T02:30'))).toBe(at('2024-02-29T02:30'));
    expect(lastTick(nightly, at('2024-02-28T02:30'), at('2024-02-29T02:30') + 59_999)).toBe(at('2024-02-29T02:30'));
  });

  it('a clock that is set back gives no tick a second time', () => {
    const hourly = parseCron('0 * * * *');
    expect(lastTick(hourly, at('2024-02-29T12:00'), at('2024-02-29T11:30'))).toBeUndefined();
  });

  it('finds 29 February across four years, and ends where there is none', () => {
    expect(lastTick(parseCron('0 0 29 2 *'), 0, at('2028-02-28T12:00'))).toBe(at('2024-02-29T00:00'));
    expect(lastTick(parseCron('0 0 31 2 *'), 0, at('2028-02-28T12:00'))).toBeUndefined();
  });

  it('agrees with a minute-by-minute search', () => {
    for (const text of ['17 */5 * * *', '0 0 13 * 5', '59 23 31 12 *', '0 12 1-7 * 1']) {
      const cron = parseCron(text);
      const [after, end] = [at('2024-01-01T00:00'), at('2024-01-01T00:00') + 40 * DAY];
      let found: number | undefined;
      for (let tick = after + 60_000; tick <= end; tick += 60_000) if (cronMatches(cron, tick)) found = tick;
      expect(lastTick(cron, after, end)).toBe(found);
    }
  });
});
