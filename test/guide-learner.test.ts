import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { filesToldBy } from './support/examples.js';
import { root } from './support/files.js';

const files = filesToldBy('docs/guides/add-a-learner.md');
const dir = mkdtempSync(join(tmpdir(), 'millwright-guide-'));
const BESIDE = ['src', 'test/support', 'package.json', 'tsconfig.json', 'vitest.config.ts'];

/** A copy of the sources in which the guide was followed as far as the registry. */
beforeAll(() => {
  for (const path of BESIDE) cpSync(join(root, path), join(dir, path), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(dir, 'node_modules'), 'junction');
  for (const [path, text] of files) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
  const registry = join(dir, 'src/learn/registry.ts');
  const text = readFileSync(registry, 'utf8').replace('const table = {', '$&\n  centroids,');
  writeFileSync(registry, `import { centroids } from './centroids/index.js';\n${text}`);
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const run = (program: string, ...args: readonly string[]) =>
  spawnSync(process.execPath, [join(root, 'node_modules', program), ...args], {
    cwd: dir,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });

it('the guide tells every file of a learner', () => {
  const names = [...files.keys()].map((path) => path.replace('src/learn/centroids/', ''));
  expect(names.toSorted()).toEqual(
    ['centroids.test.ts', 'centroids.ts', 'fit.ts', 'fixtures/scikit_learn.json', 'fixtures/scikit_learn.py', 'index.ts', 'model.ts']
      .concat(['params.ts', 'parts.ts'])
      .toSorted(),
  );
});

it('its learner type-checks', { timeout: 120_000 }, () => {
  writeFileSync(
    join(dir, 'tsconfig.guide.json'),
    JSON.stringify({ extends: './tsconfig.json', include: ['src/learn/centroids', 'src/learn/registry.ts'] }),
  );
  const { stdout, status } = run('typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.guide.json');
  expect(stdout).toBe('');
  expect(status).toBe(0);
});

it.each([
  ['conformance suite', ['src/learn/learners.test.ts', '-t', '^centroids '], 20],
  ['tests of its own', ['src/learn/centroids'], 2],
] as const)('its learner passes the %s', { timeout: 120_000 }, (_, which, least) => {
  const { stderr } = run('vitest/vitest.mjs', 'run', '--reporter=json', '--outputFile=report.json', ...which);
  const { numFailedTests, numPassedTests } = JSON.parse(readFileSync(join(dir, 'report.json'), 'utf8')) as Record<string, number>;
  expect(numFailedTests, stderr).toBe(0);
  expect(numPassedTests).toBeGreaterThanOrEqual(least);
});
