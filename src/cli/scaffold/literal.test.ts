import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { keyLiteral, memberOf, textLiteral } from './literal.js';

/** What a program reads from a literal. */
const read = (literal: string): unknown => new Function(`'use strict'; return ${literal};`)();

describe('textLiteral', () => {
  it('writes what can be seen as it is', () => {
    expect(['Yes', "it's", 'C:\\data', 'größe 😀', '<=50K'].map(textLiteral)).toEqual([
      "'Yes'",
      "'it\\'s'",
      "'C:\\\\data'",
      "'größe 😀'",
      "'<=50K'",
    ]);
  });
  it('escapes what cannot be seen, so that an editor shows what a program reads', () => {
    expect(textLiteral('a\nb\t\u0000')).toBe("'a\\nb\\t\\u0000'");
    expect(textLiteral('\u202Eabc\u2066\u00A0\uFEFF\u2028')).toBe("'\\u202eabc\\u2066\\u00a0\\ufeff\\u2028'");
    expect(textLiteral('\ud800')).toBe("'\\ud800'");
  });
  it('gives every text back', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => read(textLiteral(text)) === text));
  });
});

describe('keyLiteral', () => {
  it('quotes only what must be quoted', () => {
    expect(['tenure', '$x', 'größe', 'Air [K]', '2001', 'a-b', '', 'class', 'constructor'].map(keyLiteral)).toEqual([
      'tenure',
      '$x',
      'größe',
      "'Air [K]'",
      "'2001'",
      "'a-b'",
      "''",
      'class',
      'constructor',
    ]);
  });
  it('makes an own property of every name, __proto__ too', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('__proto__', 'constructor', 'toString', 'ß', 'ﬁ', 'e\u0301')),
        (name) => {
          const made = read(`({ ${keyLiteral(name)}: 1 })`) as object;
          return Object.keys(made).length === 1 && Object.hasOwn(made, name);
        },
      ),
    );
  });
});

describe('memberOf', () => {
  it('reads the property that keyLiteral makes', () => {
    expect(['tenure', 'Air [K]', '__proto__'].map((name) => memberOf('c', name))).toEqual(['c.tenure', "c['Air [K]']", 'c.__proto__']);
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (name) => new Function('c', `return ${memberOf('c', name)};`)(Object.fromEntries([[name, 7]])) === 7,
      ),
    );
  });
});
