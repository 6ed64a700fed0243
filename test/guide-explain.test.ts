import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { random, sigmoid } from '../src/core/index.js';
import { root } from './support/files.js';

const page = readFileSync(join(root, 'docs/guides/explain.md'), 'utf8');
const dir = mkdtempSync(join(tmpdir(), 'millwright-explain-'));
const project = join(dir, 'churn');
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** Programs of the page, by a word that is in them. */
const programWith = (word: string): string =>
  [...page.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, text]) => text).find((text) => text.includes(word))!;

/** The words of a command, of which those in quotes are one. */
const wordsOf = (line: string): string[] => [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain);

const commands = [...page.matchAll(/^```sh\n([\s\S]*?)^```$/gm)]
  .flatMap(([, block]) => block.trim().split('\n'))
  .filter((line) => !line.startsWith('cd '))
  .map((line) => ({ line, args: wordsOf(line).slice(2) }));

/** Customers of whom the new ones, those that pay much and those without a contract leave more often, and columns that the guide's model does not read. */
beforeAll(() => {
  const draw = random(11, 'guide to explanations');
  const contracts = ['Month-to-month', 'One year', 'Two year'];
  const rows = Array.from({ length: 900 }, (_, i) => {
    const [tenure, charges, contract] = [Math.floor(72 * draw.uniform()), 20 + 90 * draw.uniform(), Math.floor(3 * draw.uniform())];
    const leaves = draw.uniform() < sigmoid(1 - tenure / 30 + (charges - 65) / 40 - 1.2 * contract);
    return [`c${i}`, i % 3 ? 'Female' : 'Male', tenure, charges.toFixed(2), contracts[contract], leaves ? 'Yes' : 'No'].join(',');
  });
  const head = 'customerID,gender,tenure,MonthlyCharges,Contract,Churn';
  writeFileSync(join(dir, 'customers.csv'), `${[head, ...rows].join('\n')}\n`);
});

const node = (cwd: string, ...words: readonly string[]) =>
  spawnSync(process.execPath, [...words], { cwd, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } });

describe('the guide to explanations', { timeout: 120_000 }, () => {
  it.for(commands)('$line', ({ args }) => {
    const isNew = args[0] === 'new';
    const { status, stdout, stderr } = node(isNew ? dir : project, join(root, 'bin/millwright.js'), ...args);
    expect(status, stdout + stderr).toBe(0);
    if (isNew) writeFileSync(join(project, 'models/churn.ts'), programWith('export default model('));
    if (args.includes('--counterfactual')) expect(stdout).toMatch(/1\. If .* instead of .*, the chance of Churn would fall from/);
    if (args.includes('--anchor'))
      expect(stdout).toMatch(/Where .* get the same answer, "offer a discount"; [\d.]+% of (the rows of the file|rows made)/);
    if (args.includes('--interactions')) expect(stdout).toContain('act together, over all 900 rows');
    if (args.includes('--against')) expect(stdout).toMatch(/Version 2 gives [\d.]+%, version 1 gave [\d.]+%/);
  });

  it('asks the same in a script', () => {
    writeFileSync(join(project, 'why.ts'), programWith('await counterfactuals('));
    const { status, stdout, stderr } = node(project, 'why.ts');
    expect(status, stderr).toBe(0);
    expect(stdout).toContain("column: '");
  });

  it('has a command for each question', () => {
    expect(commands.map(({ args }) => args[0])).toEqual([
      'new',
      'train',
      'explain',
      'explain',
      'explain',
      'explain',
      'explain',
      'train',
      'explain',
      'explain',
      'report',
    ]);
  });
});
