// 1,000,000 × 20 mixed CSV: read, check, fill, one-hot and scale, into a matrix (peer: scikit-learn) and into Parquet (peer: polars).
// Targets: at least 3 times as fast as scikit-learn; not slower than polars, nor hungrier. Options: --rows 1000000 --runs 5 --seed 5
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeMixedCsv } from './prepare/mixed-csv.mjs';
import { agree, hasPeer, of, peerVersions } from './prepare/peers.mjs';

const { values: options } = parseArgs({
  options: { rows: { type: 'string', default: '1000000' }, runs: { type: 'string', default: '5' }, seed: { type: 'string', default: '5' } },
});
const here = (path) => join(import.meta.dirname, path);
const folder = mkdtempSync(join(tmpdir(), 'bench-prepare-'));
const [source, out] = [join(folder, 'mixed.csv'), join(folder, 'out.parquet')];
const json = (program, args) => JSON.parse(execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }));
const ours = (...args) => json(process.execPath, [here('prepare/ours.mjs'), source, ...args]);
const peer = (name, ...args) => json(process.env.MILLWRIGHT_PEER_PYTHON ?? 'python3', [here('peers/prepare.py'), name, source, ...args]);

try {
  writeMixedCsv(source, Number(options.rows), Number(options.seed));
  const ways = {
    'matrix, millwright': () => ours(),
    ...(hasPeer() ? { 'matrix, scikit-learn': () => peer('scikit-learn') } : {}),
    'parquet, millwright': () => ours(out),
    ...(hasPeer() ? { 'parquet, polars': () => peer('polars', out) } : {}),
  };
  const runs = Object.fromEntries(Object.keys(ways).map((name) => [name, []]));
  const loads = [];
  for (let run = 0; run < Number(options.runs); run++) {
    loads.push(Math.round(loadavg()[0] * 10) / 10);
    for (const [name, way] of Object.entries(ways)) {
      runs[name].push(way());
      console.error(name, JSON.stringify(runs[name].at(-1)));
    }
  }
  agree(Object.values(runs).flat());
  const measured = Object.fromEntries(Object.entries(runs).map(([name, list]) => [name, of(list)]));
  const ratio = (a, b) =>
    measured[b] &&
    Object.fromEntries(['seconds', 'cpuSeconds', 'peakMb'].map((k) => [k, round(measured[a][k].median / measured[b][k].median)]));
  console.log(
    JSON.stringify({
      rows: Number(options.rows),
      runs: Number(options.runs),
      loads,
      measured,
      ratios: {
        matrix: ratio('matrix, millwright', 'matrix, scikit-learn'),
        parquet: ratio('parquet, millwright', 'parquet, polars'),
      },
      peers: hasPeer() ? peerVersions() : 'no Python with scikit-learn and polars',
    }),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function round(x) {
  return Math.round(x * 1000) / 1000;
}
