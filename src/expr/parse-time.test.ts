import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTime } from './parse-time.js';

describe('parseTime', () => {
  it('reads back whatever Date writes in years of four digits', () => {
    const time = fc.integer({ min: Date.parse('0000-01-01T00:00:00Z'), max: Date.parse('9999-12-31T23:59:59.999Z') });
    fc.assert(fc.property(time, (ms) => parseTime(new Date(ms).toISOString()) === ms));
  });

  it('takes zones off: 10:00 at +05:30 is 04:30 UTC', () => {
    expect(parseTime('2024-01-01T10:00+05:30')).toBe(Date.UTC(2024, 0, 1, 4, 30));
    expect(parseTime('2024-01-01T10:00-05:30')).toBe(Date.UTC(2024, 0, 1, 15, 30));
  });

  it('cuts what is finer than a millisecond', () => {
    expect(parseTime('1970-01-01T00:00:00.0019999')).toBe(1);
    expect(parseTime('1970-01-01T00:00:00.5')).toBe(500);
  });

  it.for([
    '',
    '2024',
    '2024-13-01',
    '2024-00-10',
    '2023-02-29',
    '2024-04-31',
    '2024-01-01T',
    '2024-01-01T24:00',
    '2024-01-01T10:60',
    '2024-01-01T10:00:60',
    '2024-01-01T10:00:00.',
    '2024-01-01T10:00+24:00',
    '2024-01-01+02:00',
    ' 2024-01-01',
    '2024-01-01\n',
    '+002024-01-01',
    '٢٠٢٤-01-01',
  ])('refuses %j', (text) => {
    expect(parseTime(text)).toBeNaN();
  });
});
