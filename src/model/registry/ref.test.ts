import { describe, expect, it } from 'vitest';
import { checkAliasName, parseRef } from './ref.js';

describe('parseRef', () => {
  it.each([
    ['churn', { model: 'churn', kind: 'default' }],
    ['churn@12', { model: 'churn', kind: 'version', version: 12 }],
    ['churn@champion', { model: 'churn', kind: 'alias', alias: 'champion' }],
    ['7-days.v2_x@Shadow-2', { model: '7-days.v2_x', kind: 'alias', alias: 'Shadow-2' }],
  ])('reads %s', (text, ref) => expect(parseRef(text)).toEqual(ref));

  it.each([
    '',
    '@',
    '@1',
    'churn@',
    'churn@0',
    'churn@01',
    'churn@-1',
    'churn@1.5',
    'churn@1e3',
    'churn@1@2',
    'a b',
    '../x',
    'é',
    'churn@12345678901',
    'x'.repeat(101),
  ])('refuses %j', (text) => expect(() => parseRef(text)).toThrow(expect.objectContaining({ code: 'MW_MODEL_REF', usage: true })));
});

it('an alias is never mistaken for a version', () => {
  expect(() => checkAliasName('3')).toThrow(expect.objectContaining({ code: 'MW_MODEL_ALIAS_NAME' }));
  expect(() => checkAliasName('')).toThrow();
  expect(() => checkAliasName('v3')).not.toThrow();
});
