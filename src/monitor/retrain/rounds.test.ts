import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { watchRounds } from './rounds.js';

it('rounds run one after another, each a process of its own, also after one that failed', async () => {
  const root = mkdtempSync(join(tmpdir(), 'mw-rounds-'));
  const [file, log] = [join(root, 'round.mjs'), join(root, 'log')];
  writeFileSync(
    file,
    `import { appendFileSync } from 'node:fs';
     appendFileSync(${JSON.stringify(log)}, process.argv.slice(2).join(' ') + ' ' + process.env.HOOK_SECRET + '\\n');
     console.error('round'); process.exit(3);`,
  );
  const stop = new AbortController();
  const said: string[] = [];
  await watchRounds({
    cwd: root,
    env: { HOOK_SECRET: 'key' },
    everyMs: 10,
    signal: stop.signal,
    say: (line) => {
      said.push(line);
      if (said.length === 4) stop.abort();
    },
    program: [file],
  });
  const round = `watch --once --project ${root} key`;
  expect(readFileSync(log, 'utf8').trim().split('\n').slice(0, 2)).toEqual([round, round]);
  expect(said.slice(0, 4)).toEqual(['round', 'A round of watching failed: 3', 'round', 'A round of watching failed: 3']);
  rmSync(root, { recursive: true });
});
