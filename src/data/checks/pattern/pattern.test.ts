import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openEngine } from '../../engine/duckdb.js';
import { text } from '../../engine/sql.js';
import { patternMatcher } from './match.js';
import { parsePattern } from './parse.js';
import { re2Text } from './re2.js';

const test = (pattern: string, value: string): boolean => patternMatcher(parsePattern(pattern))(value);

describe('patterns', () => {
  it.each([
    ['abc', 'abc', true],
    ['abc', 'xabc', false],
    ['abc', 'abcx', false],
    ['[A-Z]{2}\\d{3,4}', 'AB123', true],
    ['[A-Z]{2}\\d{3,4}', 'AB12', false],
    ['[A-Z]{2}\\d{3,4}', 'AB12345', false],
    ['(?:a|bc)*', 'abcbca', true],
    ['(a|bc)+', '', false],
    ['a?', '', true],
    ['[^@ ]+@[^@ ]+\\.[a-z]{2,}', 'ann@example.com', true],
    ['[^@ ]+@[^@ ]+\\.[a-z]{2,}', 'ann@example', false],
    ['.', '😀', true],
    ['.', '\n', false],
    ['\\s', '\v', false],
    ['\\S\\W', 'a-', true],
    ['[a\\-\\]]+', 'a-]', true],
    ['', '', true],
  ])('%j on %j is %j', (pattern, value, due) => expect(test(pattern, value)).toBe(due));

  it('takes linear time where backtracking takes exponential time', () => {
    const started = performance.now();
    expect(test('(?:a+)+b', 'a'.repeat(5000))).toBe(false);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it.each([
    '(a',
    'a)',
    'a**',
    '*a',
    '[a',
    '[]',
    '[b-a]',
    '(?=a)',
    '(?<n>a)',
    'a\\',
    '\\1',
    '\\b',
    '^a',
    'a$',
    'a{2',
    'a{3,2}',
    'a{999}',
    '[[a]',
    ']',
    '('.repeat(60) + ')'.repeat(60),
  ])('refuses %j', (pattern) => expect(() => parsePattern(pattern)).toThrow(expect.objectContaining({ code: 'MW_DATA_PATTERN' })));

  it('refuses counts of counts that grow too large', () =>
    expect(() => patternMatcher(parsePattern('((a{200}){200}){200}'))).toThrow(expect.objectContaining({ code: 'MW_DATA_PATTERN' })));

  it('agrees with RE2 in the engine', async () => {
    await using engine = await openEngine({ threads: 1 });
    const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\d', '\\s', '(a|b)', '(?:ab)', '1', '\\.', '😀');
    const piece = fc.tuple(atom, fc.constantFrom('', '', '*', '+', '?', '{2}', '{1,3}', '{0,}')).map(([a, q]) => a + q);
    const source = fc.array(fc.oneof(piece, fc.constant('|')), { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''));
    const values = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '1', '.', ' ', '\n', '\v', '😀', 'ß'), maxLength: 6 }), {
      minLength: 12,
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(source, values, async (pattern, list) => {
        const parsed = parsePattern(pattern);
        const rows = await engine.rows(
          `SELECT regexp_full_match(x, ${text(re2Text(parsed))}) AS m FROM (VALUES ${list.map((v) => `(${text(v)})`).join(', ')}) v(x)`,
        );
        expect(rows.map((r) => r['m'])).toEqual(list.map(patternMatcher(parsed)));
      }),
      { numRuns: 150, seed: 5 },
    );
  });
});
