import { expect, it } from 'vitest';
import { renamed } from './labels.js';

it('gives segments their own names, and tells which name was not found', () => {
  const names = { 'low income': 'students', 'hihg income': 'managers' };
  expect(renamed(['low income', 'high income'], { names })).toEqual({
    labels: ['students', 'high income'],
    notes: ['segments.names calls "hihg income" "managers", and no segment is found under that name. Did you mean "high income"?'],
  });
  expect(renamed(['a'])).toEqual({ labels: ['a'], notes: [] });
});

it('refuses one name for two segments', () => {
  const refusal = { code: 'MW_MODEL_SEGMENT_NAMES', message: 'segments.names calls more than one segment "b": "a", "b"' };
  expect(() => renamed(['a', 'b'], { names: { a: 'b' } })).toThrow(expect.objectContaining({ code: refusal.code }));
});
