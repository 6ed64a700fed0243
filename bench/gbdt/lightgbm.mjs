// LightGBM on the same matrix: writes it as raw doubles, runs bench/peers/gbdt_lightgbm.py, reads margins back.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { doublesOf } from 'millwright/core';

/** The interpreter that has the peers. */
export const python = process.env.MILLWRIGHT_PEER_PYTHON ?? 'python3';
const script = new URL('../peers/gbdt_lightgbm.py', import.meta.url).pathname;

/** Whether the peer can run at all. */
export function hasLightgbm() {
  try {
    execFileSync(python, ['-c', 'import lightgbm'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Fits on `train` and returns the margins of `test`, with the seconds of fit and of prediction. */
export function fitLightgbm({ task, classes, train, test, params = {}, weights }) {
  const dir = mkdtempSync(join(tmpdir(), 'gbdt-peer-'));
  try {
    writeTable(dir, 'train', train.x, train.y);
    writeMatrix(join(dir, 'test.f64'), test.x);
    if (weights) writeFileSync(join(dir, 'w.f64'), bytes(weights));
    const categories = train.x.columns.flatMap((c, j) => (c.kind === 'category' ? [j] : []));
    writeFileSync(join(dir, 'job.json'), JSON.stringify({ task, classes, columns: train.x.columns.length, categories, params }));
    const times = JSON.parse(
      execFileSync(python, [script, dir], {
        stdio: ['ignore', 'pipe', 'inherit'],
        env: { ...process.env, OMP_NUM_THREADS: '1' },
      }).toString(),
    );
    const margins = new Float64Array(new Uint8Array(readFileSync(join(dir, 'margins.f64'))).buffer);
    return { margins, ...times };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** The bytes of an array of numbers. */
export const bytes = (doubles) => new Uint8Array(doubles.buffer, doubles.byteOffset, doubles.byteLength);

/** Writes a table as raw doubles, column after column, and its target as y.f64. */
export function writeTable(dir, name, x, y) {
  writeMatrix(join(dir, `${name}.f64`), x);
  writeFileSync(join(dir, 'y.f64'), bytes(y));
}

/** Writes the columns of a matrix as doubles, one after the other. */
export function writeMatrix(file, x) {
  const out = new Float64Array(x.rows * x.columns.length);
  x.columns.forEach((column, j) => out.set(doublesOf(column), j * x.rows));
  writeFileSync(file, bytes(out));
}
