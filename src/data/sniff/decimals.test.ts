import { describe, expect, it } from 'vitest';
import { numberStyle } from './decimals.js';

describe('numberStyle', () => {
  it('is plain unless another style reads more', () => {
    expect(
      numberStyle(
        [
          ['1', '2.5'],
          ['a', 'b'],
        ],
        ',',
      ),
    ).toEqual({ decimal: '.' });
    expect(numberStyle([], ',')).toEqual({ decimal: '.' });
  });
  it('sees decimal commas', () => {
    expect(
      numberStyle(
        [
          ['1,5', '2,25'],
          ['3', '4'],
        ],
        ';',
      ),
    ).toEqual({ decimal: ',' });
    expect(numberStyle([['0,123', '0,456']], ';')).toEqual({ decimal: ',' });
  });
  it('sees thousands', () => {
    expect(numberStyle([['1,234', '12,345,678', '12']], ',')).toEqual({ decimal: '.', thousands: ',' });
    expect(numberStyle([['1.234,50', '99,10']], ';')).toEqual({ decimal: ',', thousands: '.' });
    expect(numberStyle([['1 234 567', '12']], ';')).toEqual({ decimal: '.', thousands: ' ' });
    expect(numberStyle([["1'234.50", '12']], ',')).toEqual({ decimal: '.', thousands: "'" });
  });
  it('takes 1,234 for thousands only where the comma also separates fields', () => {
    expect(numberStyle([['1,234', '5,678']], ',')).toEqual({ decimal: '.', thousands: ',' });
    expect(numberStyle([['1,234', '5,678']], ';')).toEqual({ decimal: ',' });
  });
  it('lets most columns decide', () => {
    expect(numberStyle([['1.5'], ['2.5'], ['3.5'], ['1,5']], ';')).toEqual({ decimal: '.' });
  });
  it('passes over words that mean nothing', () => {
    expect(numberStyle([['1,5', 'NA', '.', '2,5']], ';')).toEqual({ decimal: ',' });
  });
});
