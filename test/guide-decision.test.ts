import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeDemoProject } from '../src/demo/index.js';
import { root } from './support/files.js';

const page = readFileSync(join(root, 'docs/guides/signed-decision.md'), 'utf8');
const dir = mkdtempSync(join(tmpdir(), 'millwright-decision-'));
const project = join(dir, 'voucher');
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** The commands of the page with the folder that each is given in, and what `demo` leaves, which has a test of its own. */
const commands = (() => {
  let at = dir;
  return [...page.matchAll(/^```sh\n([\s\S]*?)^```$/gm)]
    .flatMap(([, block]) => block.trim().split('\n'))
    .flatMap((line) => {
      const words = line.split(' ');
      if (words[0] === 'cd') at = join(at, words[1]);
      if (words[0] === 'cd' || words.includes('demo')) return [];
      return [{ line, at, args: words.slice(2) }];
    });
})();

/** Lines that the page adds to the model. */
const added = [...page.matchAll(/^```diff\n([\s\S]*?)^```$/gm)].map(([, block]) =>
  block
    .split('\n')
    .filter((line) => line.startsWith('+'))
    .map((line) => line.slice(1))
    .join('\n'),
);

const output = (name: string): string => readFileSync(join(project, name), 'utf8');

beforeAll(async () => {
  const shop = await writeDemoProject(join(dir, 'shop'), 7);
  await shop.moveOn();
}, 60_000);

describe('the guide to a signed decision', { timeout: 120_000 }, () => {
  it.for(commands)('$line', ({ args, at }) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'bin/millwright.js'), ...args], {
      cwd: at,
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1' },
    });
    // The export has faults, as the page says; and the gate may refuse, which is an answer too.
    const due = args[0] === 'check' ? [1] : args.join(' ') === 'promote voucher@2 champion' ? [0, 1] : [0];
    expect(due, stdout + stderr).toContain(status);
    if (args[0] === 'new') {
      const path = join(project, 'models/voucher.ts');
      const text = readFileSync(path, 'utf8');
      writeFileSync(path, text.replace(/ {2}\}\)\),\n\);\n$/, `  })),\n${added.join('\n')}\n);\n`));
      expect(readFileSync(path, 'utf8')).toContain('currentRule');
    }
    if (args.includes('--markdown')) expect(stdout).toMatch(/^### voucher@2 is /);
  });

  it('ends with a page that can be signed, and one for the meeting', () => {
    expect(commands.map(({ args }) => args[0])).toEqual([
      'profile',
      'new',
      'check',
      'train',
      'promote',
      'train',
      'evaluate',
      'diff',
      'diff',
      'report',
      'promote',
    ]);
    const report = output('report.html');
    for (const words of [
      'send a voucher',
      'What it decides',
      'What it is worth',
      'today&#39;s rule',
      'wrote to support',
      'The best so far',
      '30 days',
      'Signed',
    ])
      expect(report).toContain(words);
    expect(existsSync(join(project, 'diff.html'))).toBe(true);
    expect(output('diff.html')).toContain('Money: deciding by voucher@2 brings');
  });
});
