// `npm test`: build, types, lint, format and all tests; `npm test -- PATH` runs only the tests whose file matches.
// The last line is always `N passed, N failed, N skipped`, each step counted as one; the exit code is 0 only without a failure.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, root, runNode, say } from './setup.mjs';
import { counted, tally } from './tally.mjs';

const long = process.argv.includes('--long');
const filters = process.argv.slice(2).filter((word) => word !== '--long');
const tool = (name, ...path) => join(root, 'node_modules', name, ...path);

const steps = [
  ['types', [tool('typescript', 'bin', 'tsc'), '--noEmit']],
  ['lint', [tool('oxlint', 'bin', 'oxlint'), '--deny-warnings']],
  ['format', [tool('oxfmt', 'bin', 'oxfmt'), '--check']],
];

async function runSteps() {
  const outcomes = [];
  for (const [name, args] of steps) {
    say(`Checking ${name}.`);
    const passed = (await runNode(args, ['ignore', 2, 2])) === 0;
    say(`${passed ? 'passed' : 'FAILED'}: ${name}`);
    outcomes.push({ name, status: passed ? 'passed' : 'failed' });
  }
  return outcomes;
}

async function runTests() {
  const dir = mkdtempSync(join(tmpdir(), 'millwright-test-'));
  const file = join(dir, 'results.json');
  try {
    const mode = long ? ['--mode', 'long', '--passWithNoTests'] : [];
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const code = await runNode([tool('vitest', 'vitest.mjs'), 'run', ...mode, ...reporters, ...filters]);
    return counted(readResults(file), code);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function readResults(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

async function outcomesOfAll() {
  if (!ensureInstalled()) return [{ name: 'npm ci', status: 'failed' }];
  const built = { name: 'build', status: (await ensureBuilt()) ? 'passed' : 'failed' };
  if (filters.length > 0 || long) return [built, ...(await runTests())];
  return [built, ...(await runSteps()), ...(await runTests())];
}

const { failed, skipped, line } = tally(await outcomesOfAll());
for (const name of skipped) say(`skipped: ${name}`);
for (const name of failed) say(`FAILED: ${name}`);
process.stdout.write(`${line}\n`, () => process.exit(failed.length === 0 ? 0 : 1));
