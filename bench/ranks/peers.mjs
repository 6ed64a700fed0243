// LightGBM, XGBoost and scikit-learn's histogram boosting on splits of one table: writes it as raw doubles, runs bench/peers/boosting.py, reads margins back.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bytes, writeMatrix } from '../gbdt/lightgbm.mjs';

const python = process.env.MILLWRIGHT_PEER_PYTHON ?? 'python3';
const script = new URL('../peers/boosting.py', import.meta.url).pathname;

/** The peers, by the names that the script writes. */
export const peers = ['lightgbm', 'xgboost', 'histogram'];

/** Whether the peers can run at all. */
export function hasPeers() {
  try {
    execFileSync(python, ['-c', 'import lightgbm, sklearn, xgboost'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Margins of the test rows by wanted peer and split, `{ margins: { PEER: [split] }, cpuSeconds, versions }`; a split is `[training rows, test rows]`. */
export function fitPeers({ task, x, y }, splits, wanted) {
  const dir = mkdtempSync(join(tmpdir(), 'boosting-peers-'));
  try {
    writeMatrix(join(dir, 'x.f64'), x);
    writeFileSync(join(dir, 'y.f64'), bytes(y));
    splits.forEach(([train, test], k) => {
      writeFileSync(join(dir, `train-${k}.i32`), bytes(train));
      writeFileSync(join(dir, `test-${k}.i32`), bytes(test));
    });
    const categories = x.columns.flatMap((c, j) => (c.kind === 'category' ? [j] : []));
    writeFileSync(
      join(dir, 'job.json'),
      JSON.stringify({ task, columns: x.columns.length, categories, splits: splits.length, peers: wanted }),
    );
    const env = { ...process.env, OMP_NUM_THREADS: '1' };
    const told = JSON.parse(execFileSync(python, [script, dir], { stdio: ['ignore', 'pipe', 'inherit'], env }).toString());
    const margins = (peer) => splits.map((_, k) => new Float64Array(new Uint8Array(readFileSync(join(dir, `${peer}-${k}.f64`))).buffer));
    return { margins: Object.fromEntries(wanted.map((peer) => [peer, margins(peer)])), ...told };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
