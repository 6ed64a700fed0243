import { expect, it } from 'vitest';
import { probabilityNames } from './answer.js';

it('names of probabilities carry the label; labels that differ in case alone are numbered', () => {
  expect(probabilityNames(['a', 'b'])).toEqual(['probability_a', 'probability_b']);
  expect(probabilityNames(['Yes', 'YES', 'no', 'yes'])).toEqual([
    'probability_Yes',
    'probability_YES_2',
    'probability_no',
    'probability_yes_3',
  ]);
  expect(probabilityNames(['x', 'X_2', 'X'])).toEqual(['probability_x', 'probability_X_2', 'probability_X_3']);
  expect(probabilityNames(['ß', 'ẞ'])).toEqual(['probability_ß', 'probability_ẞ']);
});
