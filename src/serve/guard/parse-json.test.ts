import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MillwrightError } from '../../core/index.js';
import { defaultLimits, limitsFor } from './limits.js';
import { parseJson } from './parse-json.js';

const read = (text: string | Buffer, limits = {}): unknown => parseJson(Buffer.from(text), { ...defaultLimits, ...limits });

function refusal(text: string | Buffer, limits = {}): string {
  try {
    return `accepted ${JSON.stringify(read(text, limits)).slice(0, 80)}`;
  } catch (error) {
    if (!(error instanceof MillwrightError)) throw error;
    return [error.status, error.code, error.where].filter((part) => part !== undefined).join(' ');
  }
}

describe('parseJson', () => {
  it('reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5, noUnicodeString: false }), (value) => {
        const text = JSON.stringify(value);
        if (text.includes('__') || text.includes('constructor')) return;
        expect(read(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it('lets plain bodies pass: escapes, exponents, odd but harmless keys', () => {
    const rows = [{ 'a"b': 'x\\"y', n: 1e-7, m: 1e300, __typename: 1, constructor: 'Ford', 'über🚗': '\u0000\ud7ff', '': 0 }];
    expect(read(JSON.stringify({ rows }))).toEqual({ rows });
    expect(read(' [1,-0.5e+3,"]]]]{{{{",true]\n', { depth: 1 })).toEqual([1, -500, ']]]]{{{{', true]);
  });

  it.each([
    ['', '400 MW_SERVE_JSON'],
    ['{"rows":[', '400 MW_SERVE_JSON'],
    ['{"a":1}{"b":2}', '400 MW_SERVE_JSON'],
    ['{"a":NaN}', '400 MW_SERVE_JSON'],
    ['{"a":Infinity}', '400 MW_SERVE_JSON'],
    ['{"a":01}', '400 MW_SERVE_JSON'],
    ["{'a':1}", '400 MW_SERVE_JSON'],
    ['{"a":1,}', '400 MW_SERVE_JSON'],
    ['"\\', '400 MW_SERVE_JSON'],
    ['"a\nb"', '400 MW_SERVE_JSON'],
    ['}}}}]]]]', '400 MW_SERVE_JSON'],
    [Buffer.from([0x22, 0xff, 0xfe, 0x22]), '400 MW_SERVE_JSON'],
    [Buffer.from('{"a":1}', 'utf16le'), '400 MW_SERVE_JSON'],
    ['1e999', '400 MW_SERVE_JSON_NUMBER'],
    ['{"rows":[{"a":1},{"tenure":1e999}]}', '400 MW_SERVE_JSON_NUMBER rows[1].tenure'],
    ['{"rows":[{"a":-1E+400}]}', '400 MW_SERVE_JSON_NUMBER rows[0].a'],
    [`{"a":{"b":[[1],[2,${'9'.repeat(400)}]]}}`, '400 MW_SERVE_JSON_NUMBER a.b[1][1]'],
    ['{"rows":[{"a":"\\ud83d\\ude97"},{"a":"\\ud83d"}]}', '400 MW_SERVE_JSON_BROKEN rows[1].a'],
    ['{"a":"\\uDE97x"}', '400 MW_SERVE_JSON_BROKEN a'],
    ['{"\\udfff":1}', '400 MW_SERVE_JSON_BROKEN'],
    ['{"__proto__":{"isAdmin":true}}', '400 MW_SERVE_JSON_KEY'],
    ['{"rows":[{"__proto__" : {"isAdmin":true}}]}', '400 MW_SERVE_JSON_KEY rows[0]'],
    ['{"\\u005f_proto__":1}', '400 MW_SERVE_JSON_KEY'],
    ['{"rows":[{"\\u005f\\u005fproto\\u005f\\u005f":1}]}', '400 MW_SERVE_JSON_KEY rows[0]'],
    ['{"constructor":{"prototype":{"isAdmin":true}}}', '400 MW_SERVE_JSON_KEY'],
    ['{"x":{"c\\u006fnstructor":{"prototype":1}}}', '400 MW_SERVE_JSON_KEY x'],
  ])('refuses %s', (text, due) => expect(refusal(text)).toBe(due));

  it('leaves nothing behind of a refused prototype', () => {
    refusal('{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}}}');
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });

  it('holds each bound to the entry', () => {
    expect(refusal('[[[1]]]', { depth: 3 })).toBe('accepted [[[1]]]');
    expect(refusal('[[[1]]]', { depth: 2 })).toBe('400 MW_SERVE_JSON_DEPTH');
    expect(refusal('{"a":{"a":{}}}', { depth: 2 })).toBe('400 MW_SERVE_JSON_DEPTH');
    expect(refusal('[[1,2,3],[4,5,6]]', { items: 3 })).toBe('accepted [[1,2,3],[4,5,6]]');
    expect(refusal('[[1,2,3],[4,5,6,7]]', { items: 3 })).toBe('413 MW_SERVE_JSON_SIZE');
    expect(refusal('{"a":1,"b":2}', { keys: 2 })).toBe('accepted {"a":1,"b":2}');
    expect(refusal('{"a":1,"b":2,"c":3}', { keys: 2 })).toBe('413 MW_SERVE_JSON_SIZE');
    expect(refusal('["abcd"]', { textBytes: 4 })).toBe('accepted ["abcd"]');
    expect(refusal('["abcde"]', { textBytes: 4 })).toBe('413 MW_SERVE_JSON_TEXT');
    expect(refusal('[12]', { bodyBytes: 4 })).toBe('accepted [12]');
    expect(refusal('[123]', { bodyBytes: 4 })).toBe('413 MW_SERVE_BODY_TOO_LARGE');
  });

  it.each([
    ['brackets', '['.repeat(1 << 20), '400 MW_SERVE_JSON_DEPTH'],
    ['braces', '{"a":'.repeat(200_000), '400 MW_SERVE_JSON_DEPTH'],
    ['one endless text', `"${'x'.repeat((1 << 20) - 2)}"`, '413 MW_SERVE_JSON_TEXT'],
    [
      '200,000 keys that look like numbers',
      `{${Array.from({ length: 100_000 }, (_, i) => `"${i * 2}":1`).join(',')}}`,
      '413 MW_SERVE_JSON_SIZE',
    ],
    ['half a million entries', `[${'1,'.repeat(500_000)}1]`, '413 MW_SERVE_JSON_SIZE'],
    ['escapes without end', `"${'\\'.repeat(1 << 16)}`, '400 MW_SERVE_JSON'],
  ])('refuses a megabyte of %s within 100 ms', (_, text, due) => {
    const started = performance.now();
    expect(refusal(text.slice(0, 1 << 20), { textBytes: 1 << 17 })).toBe(due);
    expect(performance.now() - started).toBeLessThan(100);
  });

  it('a thousand rows of a wide model fit', () => {
    const row = Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`measurement_number_${i}`, -1234.567890123]));
    const text = JSON.stringify({ rows: Array.from({ length: 1000 }, () => row) });
    expect(refusal(text)).toBe('413 MW_SERVE_BODY_TOO_LARGE');
    expect(parseJson(Buffer.from(text), limitsFor(400))).toBeTypeOf('object');
  });
});
