import { expect } from 'vitest';
import { errorTable } from '../../src/core/index.js';
import type { Ran, Refusal } from './program.js';

/** What a refusal must say; `message` and `where` are searched for, `exit` is 1 unless told. */
export interface Due {
  readonly code: string;
  readonly message?: RegExp;
  readonly where?: RegExp;
  readonly exit?: 1 | 2;
}

const noTrace = (text: string): void => expect(text).not.toMatch(/^\s+at .*(?:\.[cm]?[jt]s|node:|native)/m);

/** Exactly one JSON document on standard output, and nothing of how the program is made anywhere. */
export function answer<T = Record<string, unknown>>(ran: Ran): T {
  expect(ran.astray).toEqual([]);
  noTrace(ran.out);
  noTrace(ran.err);
  expect(ran.out.endsWith('\n')).toBe(true);
  expect(ran.out.trimEnd()).not.toContain('\n');
  return JSON.parse(ran.out) as T;
}

/** A command that was run with `--json` and did its work. */
export function done<T = Record<string, unknown>>(ran: Ran): T {
  const found = answer<T & { readonly error?: Refusal }>(ran);
  expect(found.error).toBeUndefined();
  expect(ran.code).toBe(0);
  return found;
}

/** A command that was run with `--json` and refused: exit code, typed code, what, where, what to do. */
export function refused(ran: Ran, due: Due): Refusal {
  const { error, ...rest } = answer<{ readonly error: Refusal }>(ran);
  expect(rest).toEqual({});
  expect(error).toMatchObject({ code: due.code, message: expect.stringMatching(due.message ?? /./) });
  expect(Object.keys(errorTable)).toContain(error.code);
  expect(error.fix.length).toBeGreaterThan(10);
  if (due.where) expect(error.where).toMatch(due.where);
  expect(ran.code).toBe(due.exit ?? 1);
  return error;
}
