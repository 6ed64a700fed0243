// Drift of 100,000 × 30 against 100,000 (peer: Evidently) and of 1,000,000 × 30 against 1,000,000: seconds, memory, and the same distances.
// Targets: at least 20 times as fast as Evidently; a million in 3 s and 500 MB. Options: --rows 100000 --most 1000000 --runs 5 --seed 5
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { of, spread } from './prepare/peers.mjs';

const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '100000' },
    most: { type: 'string', default: '1000000' },
    runs: { type: 'string', default: '5' },
    seed: { type: 'string', default: '5' },
  },
});
const here = (path) => join(import.meta.dirname, path);
const python = process.env.MILLWRIGHT_PEER_PYTHON ?? 'python3';
const json = (program, args) =>
  JSON.parse(execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 64e6 }));
const ours = (rows, ...more) => json(process.execPath, [here('drift/ours.mjs'), rows, options.seed, ...more]);
const hasPeer = spawnSync(python, ['-c', 'import evidently']).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'bench-drift-'));

try {
  if (hasPeer) execFileSync(process.execPath, [here('drift/ours.mjs'), options.rows, options.seed, folder]);
  const ways = {
    millwright: () => ours(options.rows),
    ...(hasPeer ? { evidently: () => json(python, [here('peers/drift.py'), folder, options.rows]) } : {}),
    'millwright, most rows': () => ours(options.most),
  };
  const runs = Object.fromEntries(Object.keys(ways).map((name) => [name, []]));
  const loads = [];
  for (let run = 0; run < Number(options.runs); run++) {
    loads.push(Math.round(loadavg()[0] * 10) / 10);
    for (const [name, way] of Object.entries(ways)) runs[name].push(way());
  }
  const measured = Object.fromEntries(Object.entries(runs).map(([name, list]) => [name, of(list)]));
  const [mine, theirs] = [runs.millwright[0], runs.evidently?.[0]];
  console.log(
    JSON.stringify({
      rows: Number(options.rows),
      most: Number(options.most),
      loads,
      measured,
      alarms: mine.alarms,
      ...(theirs
        ? { peer: theirs.version, timesAsFast: faster(runs), furthestApart: furthest(mine, theirs) }
        : { peer: 'no Python with Evidently' }),
    }),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** How many times as long the peer takes as the middle and as the first, unwarmed of our comparisons, by the clock and by CPU time of all threads. */
function faster({ millwright, evidently }) {
  const ratios = (theirs, ours) => spread(millwright.map((run, i) => evidently[i][theirs] / run[ours]));
  return {
    byClock: ratios('seconds', 'seconds'),
    byCpu: ratios('cpuSeconds', 'cpuSeconds'),
    firstByClock: ratios('seconds', 'firstSeconds'),
    firstByCpu: ratios('cpuSeconds', 'firstCpuSeconds'),
  };
}

/** The greatest difference between the two sides' Wasserstein distances, in standard deviations: ours are of a sample of the reference. */
function furthest(mine, theirs) {
  return Math.max(...Object.entries(theirs.distances).map(([name, value]) => Math.abs(value - mine.distances[name])));
}
