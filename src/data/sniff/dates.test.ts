import { describe, expect, it } from 'vitest';
import { DATE_SHAPES, dateShapesOf, looksLikeDate } from './dates.js';
import { timeFormat } from '../grammar/time-format.js';

const formats = (cell: string) => dateShapesOf(cell).map((s) => s.format ?? s.kind);

describe('date shapes', () => {
  it('knows ISO 8601', () => {
    expect(formats('2011-01-31')).toEqual(['date', '%Y-%m-%d']);
    expect(formats('2019-11-24 00:03:24.688993+00:00')).toEqual(['timestamp']);
    expect(formats('2019-11-24T00:03Z')).toEqual(['timestamp']);
  });
  it('keeps both readings of a day that has two', () => {
    expect(formats('03/04/2020')).toEqual(['%m/%d/%Y', '%d/%m/%Y']);
    expect(formats('31/04/2020')).toEqual(['%d/%m/%Y']);
    expect(formats('12/31/2020 5:07')).toEqual(['%m/%d/%Y %H:%M']);
  });
  it('knows months and runs of digits', () => {
    expect(formats('1960-01')).toEqual(['%Y-%m']);
    expect(formats('20110131')).toEqual(['%Y%m%d']);
    expect(looksLikeDate('20110131')).toBe(false);
  });
  it.each(['1-01', '2011', '2011-13-01', '7590-VHVEG', '192.168.1.1', '12:30', '1.5', '', '99/99/2020'])(
    'does not take %j for a date',
    (cell) => {
      expect(dateShapesOf(cell)).toEqual([]);
    },
  );
  it('offers only formats that the table reader takes', () => {
    for (const { format } of DATE_SHAPES) if (format !== undefined) expect(() => timeFormat(format)).not.toThrow();
  });
});
