import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './support/files.js';
import { script } from './support/script.js';

const { counted, tally } = await script<{
  counted: (report: object | undefined, exitCode: number) => readonly { name: string; status: string }[];
  tally: (outcomes: readonly { name: string; status: string }[]) => { failed: readonly string[]; skipped: readonly string[]; line: string };
}>('tally.mjs');
const { missingPackages } = await script<{ missingPackages: (lock: object, installed: object | undefined) => string | undefined }>(
  'setup.mjs',
);

const file = (status: string, tests: readonly [string, string][], message = '') => ({
  name: '/somewhere/src/core/a.test.ts',
  status,
  message,
  assertionResults: tests.map(([fullName, of]) => ({ fullName, status: of })),
});

describe('the closing line of npm test', () => {
  it('counts passed, failed and skipped tests, pending and todo as skipped', () => {
    const report = {
      testResults: [
        file('failed', [
          ['a', 'passed'],
          ['b', 'failed'],
          ['c', 'skipped'],
          ['d', 'pending'],
          ['e', 'todo'],
        ]),
      ],
    };
    const { line, failed, skipped } = tally(counted(report, 1));
    expect(line).toBe('1 passed, 1 failed, 3 skipped');
    expect(failed).toEqual(['src/core/a.test.ts > b']);
    expect(skipped).toEqual(['src/core/a.test.ts > c', 'src/core/a.test.ts > d', 'src/core/a.test.ts > e']);
  });

  it('counts a file that could not run, a bad end and a missing report as failures', () => {
    expect(tally(counted({ testResults: [file('failed', [], 'SyntaxError: x\n at y')] }, 1))).toMatchObject({
      failed: ['src/core/a.test.ts (SyntaxError: x)'],
      line: '0 passed, 1 failed, 0 skipped',
    });
    expect(tally(counted({ testResults: [file('passed', [['a', 'passed']])] }, 1)).line).toBe('1 passed, 1 failed, 0 skipped');
    expect(tally(counted(undefined, 137)).line).toBe('0 passed, 1 failed, 0 skipped');
    expect(tally(counted({ testResults: [file('passed', [['a', 'passed']])] }, 0)).line).toBe('1 passed, 0 failed, 0 skipped');
  });
});

describe('what npm ci is due for', () => {
  const lock = { packages: { '': {}, 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0', optional: true } } };

  it('is nothing when every package is there; optional ones may be missing', () => {
    expect(missingPackages(lock, { packages: { 'node_modules/a': { version: '1.0.0' } } })).toBeUndefined();
  });

  it('is said in words when packages are missing or old', () => {
    expect(missingPackages(lock, undefined)).toBe('no package is installed yet');
    expect(missingPackages(lock, { packages: { 'node_modules/a': { version: '0.9.0' } } })).toBe(
      '1 of its packages are missing or old, such as a',
    );
  });
});

describe('.ci/run', () => {
  it('is a program that bash understands', () => {
    expect(statSync(join(root, '.ci/run')).mode & 0o111).not.toBe(0);
    expect(spawnSync('bash', ['-n', join(root, '.ci/run')], { encoding: 'utf8' }).stderr).toBe('');
  });
});
