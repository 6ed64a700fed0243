// implicit on the same matrix: writes it down, runs bench/peers/recommend_implicit.py, reads its lists back.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const python = process.env.MILLWRIGHT_PEER_PYTHON ?? 'python3';
const script = new URL('../peers/recommend_implicit.py', import.meta.url).pathname;

/** Whether the peer can run at all. */
export function hasImplicit() {
  try {
    execFileSync(python, ['-c', 'import implicit'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const bytes = (array) => new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

/** Fits each `{method, params}` on users × items and gives per fit the lists of the asked users and the seconds. */
export function fitImplicit({ start, column, value, items }, asked, fits, { threads, seed, k }) {
  const dir = mkdtempSync(join(tmpdir(), 'recommend-peer-'));
  try {
    writeFileSync(join(dir, 'start.i32'), bytes(Int32Array.from(start)));
    writeFileSync(join(dir, 'column.i32'), bytes(Int32Array.from(column)));
    writeFileSync(join(dir, 'value.f32'), bytes(Float32Array.from(value)));
    writeFileSync(join(dir, 'asked.i32'), bytes(Int32Array.from(asked)));
    const named = fits.map((fit, i) => ({ ...fit, out: `${i}.i32` }));
    writeFileSync(join(dir, 'job.json'), JSON.stringify({ fits: named, threads, seed, k, items }));
    const times = JSON.parse(execFileSync(python, [script, dir], { stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 64e6 }).toString());
    return named.map(({ out }, i) => {
      const flat = new Int32Array(new Uint8Array(readFileSync(join(dir, out))).buffer);
      return { ...times[i], lists: Array.from(asked, (_, a) => flat.subarray(a * k, (a + 1) * k)) };
    });
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
