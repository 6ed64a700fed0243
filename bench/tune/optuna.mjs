// LightGBM at its defaults, and tuned by Optuna within a budget, on a split of a table: runs bench/peers/tuned_lightgbm.py, reads margins back.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bytes, python, writeMatrix } from '../gbdt/lightgbm.mjs';

const script = new URL('../peers/tuned_lightgbm.py', import.meta.url).pathname;

/** The peers, by the names that the script writes. */
export const peerSides = ['lightgbm', 'optuna'];

/** Whether the peers can run at all. */
export function hasOptuna() {
  try {
    execFileSync(python, ['-c', 'import lightgbm, optuna'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** `{ margins: { PEER: Float64Array }, search, versions }` of the test rows. */
export function fitTuned({ task, classes, x, y }, [train, test], { ordered, sides, budget, trials, threads }) {
  const dir = mkdtempSync(join(tmpdir(), 'tuned-peers-'));
  try {
    writeMatrix(join(dir, 'x.f64'), x);
    writeFileSync(join(dir, 'y.f64'), bytes(y));
    writeFileSync(join(dir, 'train.i32'), bytes(train));
    writeFileSync(join(dir, 'test.i32'), bytes(test));
    const categories = x.columns.flatMap((c, j) => (c.kind === 'category' ? [j] : []));
    const job = { task, classes, columns: x.columns.length, categories, ordered, peers: sides, budget, trials, threads };
    writeFileSync(join(dir, 'job.json'), JSON.stringify(job));
    const env = { ...process.env, OMP_NUM_THREADS: String(threads) };
    const told = JSON.parse(execFileSync(python, [script, dir], { stdio: ['ignore', 'pipe', 'inherit'], env }).toString());
    const margins = (peer) => new Float64Array(new Uint8Array(readFileSync(join(dir, `${peer}.f64`))).buffer);
    return { margins: Object.fromEntries(sides.map((peer) => [peer, margins(peer)])), ...told };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
