import { describe, expect, it } from 'vitest';
import { canonicalJson, digestOf, sha256, type Json } from './json.js';

describe('canonicalJson', () => {
  it('does not depend on key order and keeps array order', () => {
    expect(canonicalJson({ b: 1, a: [true, null, 'é"'] })).toBe('{"a":[true,null,"é\\""],"b":1}');
    expect(digestOf({ x: 1, y: [2, 3] })).toBe(digestOf({ y: [2, 3], x: 1 }));
    expect(digestOf([1, 2])).not.toBe(digestOf([2, 1]));
  });

  it('has one zero', () => expect(canonicalJson([-0, 0])).toBe('[0,0]'));

  it('refuses what JSON would lose', () => {
    for (const bad of [NaN, Infinity, -Infinity, undefined, '\ud800', { a: undefined }])
      expect(() => canonicalJson(bad as Json)).toThrow(TypeError);
  });
});

describe('sha256', () => {
  it('gives the FIPS 180 example', () => expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'));
});
