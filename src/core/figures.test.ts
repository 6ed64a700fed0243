import { describe, expect, it } from 'vitest';
import { count, figure, money, percent, plainNumber } from './figures.js';

describe('figures for readers', () => {
  it('have four significant digits, thousands apart, and keep every digit before the point', () => {
    expect([0, 0.84628, 12.345678, 1234.5, 1234567.8, -0.05].map((v) => figure(v))).toEqual([
      '0',
      '0.8463',
      '12.35',
      '1,235',
      '1,234,568',
      '−0.05',
    ]);
    expect([0.84628, 12.345, 999.6].map((v) => figure(v, 3))).toEqual(['0.846', '12.3', '1,000']);
  });

  it('take an exponent only where digits would drown', () =>
    expect([0.0001, 0.00001234567, -1.5e12, 999_999_999_999].map((v) => figure(v))).toEqual([
      '0.0001',
      '1.235e-5',
      '−1.500e+12',
      '999,999,999,999',
    ]));

  it('show what is not known as a dash', () =>
    expect([undefined, null, NaN, Infinity].map((v) => figure(v))).toEqual(['–', '–', '–', '–']));

  it('shares: a decimal where there is one, never all or nothing by rounding', () =>
    expect([0, 0.004, 0.0949, 0.123, 0.5, 0.905, 0.9996, 0.0002, 1].map(percent)).toEqual([
      '0%',
      '0.4%',
      '9.5%',
      '12.3%',
      '50%',
      '90.5%',
      '>99.9%',
      '<0.1%',
      '100%',
    ]));

  it('money and counts', () => {
    expect([1234.4, -0.351, 99.995].map((v) => money(v, 'EUR'))).toEqual(['EUR\u00a01,234', '−EUR\u00a00.35', 'EUR\u00a0100.00']);
    expect(money(12.5, '')).toBe('12.50');
    expect([count(1, 'row'), count(1409, 'row'), count(2, 'class', 'classes')]).toEqual(['1 row', '1,409 rows', '2 classes']);
  });

  it('write plain numbers as people do, with an exponent only where they are tiny or huge', () => {
    expect([3, 0.123456, 1234.567, 98765.4321, -0.00001234, 1e21, 12.0].map((n) => plainNumber(n))).toEqual([
      '3',
      '0.1235',
      '1235',
      '98765',
      '-1.234e-5',
      '1e+21',
      '12',
    ]);
  });
});
