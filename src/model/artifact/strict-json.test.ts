import { expect, it } from 'vitest';
import { readStrictJson } from './strict-json.js';

const read = (text: string | Uint8Array, maxDepth = 4) => readStrictJson(Buffer.from(text), 'f.json', { maxBytes: 1_000_000, maxDepth });
const refusal = (reason: string) =>
  expect.objectContaining({ code: 'MW_MODEL_ARTIFACT', where: 'f.json', message: expect.stringContaining(reason) });

it('reads JSON, brackets in texts and all', () => {
  expect(read('{"a":[1,{"b":"[[[[[[\\"[[[[[["}],"é":null}')).toEqual({ a: [1, { b: '[[[[[["[[[[[[' }], é: null });
});

it.each([
  ['deeper than 4', '[[[[[1]]]]]'],
  ['deeper than 4', '{"a":'.repeat(190_000)],
  ['more than the', ' '.repeat(1_000_001)],
  ['beyond the range', '[1e999]'],
  ['beyond the range', '{"a":{"b":-1e400}}'],
  ['lone surrogate', '["\\ud800"]'],
  ['"__proto__"', '{"__proto__":{"isAdmin":true}}'],
  ['the key', '{"\\udc00":1}'],
  ['not JSON', '{"a":1,}'],
  ['not JSON', 'NaN'],
  ['not JSON', '\ufeff{}'],
  ['not JSON', ''],
  ['not JSON', Uint8Array.of(0x22, 0xff, 0x22)],
])('refuses: %s', (reason, text) => {
  expect(() => read(text)).toThrow(refusal(reason));
  expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
});

it('reads exactly as deep as allowed', () => expect(read('[[[[]]]]')).toEqual([[[[]]]]));
