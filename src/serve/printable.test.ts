import { expect, it } from 'vitest';
import { printableJson, printableText } from './printable.js';

it('JSON stays on its line and means the same', () => {
  const value = { a: 'x\u2028y\u0085\n"' };
  expect(printableJson(value)).toBe('{"a":"x\\u2028y\\u0085\\n\\""}');
  expect(JSON.parse(printableJson(value))).toEqual(value);
});

it('what a caller sent is short and plain', () => {
  expect(printableText('/v1/<b>"é&\n', 100)).toBe('/v1/?b?????');
  expect(printableText('x'.repeat(200), 80)).toHaveLength(80);
});
