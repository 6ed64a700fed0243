import { expect, it } from 'vitest';
import { didYouMean, nearest } from './nearest.js';

it('finds the word that a typo meant', () => {
  expect(nearest('trian', ['train', 'predict'])).toBe('train');
  expect(nearest('Tenure', ['tenure', 'Contract'])).toBe('tenure');
  expect(nearest('tenur', ['tenure'])).toBe('tenure');
  expect(nearest('xyz', ['train', 'predict'])).toBeUndefined();
  expect(didYouMean('trian', ['train'])).toBe(' Did you mean "train"?');
  expect(didYouMean('zzzzzz', ['train'])).toBe('');
});
