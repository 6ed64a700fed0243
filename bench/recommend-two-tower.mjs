// What a two-tower model by PyTorch (MILLWRIGHT_TORCH_PYTHON) finds on interaction sets of ../shared/data, under the protocol and the metrics of bench/recommend.mjs: whether one would earn its place.
// Options: --sets ml100k,… --users 5000 --trying 1000 --epochs 30 --threads 2
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { lastOfEachUser } from 'millwright/recommend';
import { askedUsers, judged, K } from './recommend/judged.mjs';
import { sets } from './recommend/sets.mjs';

const { values: options } = parseArgs({
  options: {
    sets: { type: 'string', default: 'ml100k,steam_200k,retailrocket_views' },
    users: { type: 'string', default: '5000' },
    trying: { type: 'string', default: '1000' },
    epochs: { type: 'string', default: '30' },
    threads: { type: 'string', default: '2' },
  },
});
const python = process.env.MILLWRIGHT_TORCH_PYTHON ?? 'python3';
const script = new URL('peers/recommend_two_tower.py', import.meta.url).pathname;

for (const name of options.sets.split(',')) {
  const { order, read } = sets[name];
  const split = read();
  const inner = lastOfEachUser(split.before, 0.2);
  const dir = mkdtempSync(join(tmpdir(), 'two-tower-'));
  try {
    const write = (file, numbers) => writeFileSync(join(dir, file), new Uint8Array(Int32Array.from(numbers).buffer));
    const asked = { inner: askedUsers(inner, Number(options.trying)), outer: askedUsers(split, Number(options.users)) };
    for (const [part, { start, item }] of Object.entries({ inner: inner.before, outer: split.before })) {
      write(`${part}.start.i32`, start);
      write(`${part}.item.i32`, item);
      write(
        `${part}.asked.i32`,
        asked[part].map(({ user }) => user),
      );
    }
    writeFileSync(join(dir, 'inner.taken.json'), JSON.stringify(asked.inner.map(({ taken }) => [...taken])));
    const job = {
      items: split.before.items.length,
      ordered: !order.includes('drawn'),
      k: K,
      seed: 7,
      epochs: Number(options.epochs),
      threads: Number(options.threads),
    };
    writeFileSync(join(dir, 'job.json'), JSON.stringify(job));
    const params = JSON.parse(execFileSync(python, [script, dir], { stdio: ['ignore', 'pipe', 'inherit'] }).toString());
    const flat = new Int32Array(new Uint8Array(readFileSync(join(dir, 'lists.i32'))).buffer);
    const lists = asked.outer.map((_, a) => flat.subarray(a * K, (a + 1) * K));
    console.log(JSON.stringify({ set: name, order, asked: lists.length, params, ...judged(lists, asked.outer) }));
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
