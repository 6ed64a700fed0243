import { expect, it } from 'vitest';
import type { Json } from '../../core/index.js';
import { t } from '../types.js';
import { columnsOfRule, isRowRule, rowRulesFrom } from './row-rules.js';
import { inRange, matches, notNull, unique } from './rules.js';

const schema = { n: t.int(), s: t.text() };
const throughJson = (value: unknown): readonly Json[] => JSON.parse(JSON.stringify(value)) as readonly Json[];

it('are read back from JSON, and say which columns they read', () => {
  const rules = [inRange('n', { min: 0 }), notNull('s'), matches('s', '[a-z]+')];
  expect(rules.map(isRowRule)).toEqual([true, true, true]);
  expect(isRowRule(unique('s'))).toBe(false);
  const read = rowRulesFrom(throughJson(rules), schema);
  expect(read).toEqual(rules);
  expect(read.map(columnsOfRule)).toEqual([['n'], ['s'], ['s']]);
});

it('are refused where they are not about single rows, name a column that is not there, or hold what is no expression', () => {
  const refused = (rule: unknown) => () => rowRulesFrom(throughJson([rule]), schema);
  expect(refused(unique('s'))).toThrow('not about single rows');
  expect(refused(inRange('m', { min: 0 }))).toThrow('there is no column "m"');
  expect(refused(matches('m', 'a'))).toThrow('there is no column "m"');
  expect(refused({ kind: 'row', rule: 'r', level: 'error', test: { kind: 'call', op: 'eval', args: [] } })).toThrow(
    'there is no op "eval"',
  );
  const test = { kind: 'column', name: 'n', type: 'bool' };
  expect(refused({ kind: 'row', rule: 'r', level: 'error', test })).toThrow('the column "n" is number, not bool');
});
