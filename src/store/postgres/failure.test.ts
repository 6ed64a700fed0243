import { expect, it } from 'vitest';
import { postgresFailure } from './failure.js';
import { databaseName } from './open.js';

it('names a server without its secrets', () => {
  expect(databaseName('postgres://me:secret@db.example:5433/shop?sslmode=require')).toBe('db.example:5433/shop');
  expect(databaseName('postgres:///shop')).toBe('localhost/shop');
  expect(() => databaseName('secret')).toThrow(
    expect.objectContaining({ code: 'MW_STORE_UNREACHABLE', message: expect.not.stringContaining('secret') }),
  );
});

it.each([
  ['40001', { again: true, lost: false }],
  ['40P01', { again: true, lost: false }],
  ['57P01', { again: true, lost: true }],
  ['08006', { again: true, lost: true }],
  ['53300', { again: true, lost: true }],
  ['ECONNRESET', { again: true, lost: true }],
  ['28P01', { again: false, lost: false }],
  ['3D000', { again: false, lost: false }],
])('reads SQLSTATE or socket code %s', (code, expected) => {
  expect(postgresFailure('db/shop', 5000)(Object.assign(new Error('words'), { code }))).toMatchObject(expected);
});

const codeOf = (code: string) => postgresFailure('db/shop', 5000)(Object.assign(new Error('words'), { code }))?.error.code;

it('tells what a server refuses by our own codes', () => {
  expect(['53100', '25006', '55P03', '57014', '28P01'].map(codeOf)).toEqual([
    'MW_STORE_DISK_FULL',
    'MW_STORE_READ_ONLY',
    'MW_STORE_BUSY',
    'MW_STORE_BUSY',
    'MW_STORE_UNREACHABLE',
  ]);
});

it('leaves bugs and the work’s own errors alone', () => {
  expect(postgresFailure('db/shop', 5000)(new TypeError('x is not a function'))).toBeUndefined();
  expect(postgresFailure('db/shop', 5000)(Object.assign(new Error('duplicate key'), { code: '23505' }))).toBeUndefined();
});
