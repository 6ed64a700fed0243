// Predictions of one forest by gbdt and by LightGBM, each of its own fit of the same rows with the same settings, in turns on one thread.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { rowOf } from 'millwright/core';
import { learners } from 'millwright/learn';
import { hasLightgbm, python, writeTable } from './lightgbm.mjs';
import { firstRows, madeTable } from './made-table.mjs';

/** The forests, and how many rows each is timed on, so that a turn takes about a second. */
export const SIZES = [
  { trees: 100, leaves: 31, batch: 100_000, single: 5000, explained: 1000 },
  { trees: 500, leaves: 255, batch: 20_000, single: 500, explained: 50 },
];

const ROWS = 100_000;
const WORK = ['batch', 'single', 'explained'];

/** Microseconds of CPU per row for each kind of work: medians of `turns`, and their ratios. */
export async function comparePredictions(size, turns) {
  const table = madeTable(ROWS, 28);
  const ours = await ourForest(size, table);
  const peer = hasLightgbm() ? await peerForest(size, table) : undefined;
  try {
    const times = { gbdt: {}, lightgbm: {} };
    for (const work of WORK) {
      const first = ours.time(work);
      const all = { gbdt: [], lightgbm: [] };
      for (let turn = 0; turn < turns; turn++) {
        all.gbdt.push(ours.time(work));
        if (peer) all.lightgbm.push(await peer.time(work));
      }
      times.gbdt[work] = median(all.gbdt);
      if (work === 'explained') times.gbdt.firstExplained = first;
      if (peer) times.lightgbm[work] = median(all.lightgbm);
    }
    if (!peer) return { turns, microsecondsPerRow: { gbdt: times.gbdt } };
    const ratios = Object.fromEntries(WORK.map((work) => [work, times.gbdt[work] / times.lightgbm[work]]));
    return { turns, microsecondsPerRow: times, ratios };
  } finally {
    peer?.end();
  }
}

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

async function ourForest({ trees, leaves, ...rows }, table) {
  const run = { params: { trees, leaves }, seed: 7, threads: 1, signal: new AbortController().signal };
  const forest = await learners.gbdt.fit(table, run);
  const [batch, explained] = [firstRows(table.x, rows.batch), firstRows(table.x, rows.explained)];
  const singles = Array.from({ length: rows.single }, (_, i) => rowOf(table.x, i));
  const [margins, margin] = [new Float64Array(rows.batch), new Float64Array(1)];
  const work = {
    batch: () => forest.predict(batch, margins),
    single: () => singles.forEach((row) => forest.predictRow(row, margin)),
    explained: () => forest.contributions(explained),
  };
  return {
    time(kind) {
      const before = process.cpuUsage();
      work[kind]();
      const { user, system } = process.cpuUsage(before);
      return (user + system) / rows[kind];
    },
  };
}

/** LightGBM in a process that fits once, then does what it is told, line by line. */
async function peerForest(size, table) {
  const dir = mkdtempSync(join(tmpdir(), 'gbdt-peer-'));
  writeTable(dir, 'train', table.x, table.y);
  writeFileSync(join(dir, 'job.json'), JSON.stringify({ columns: table.x.columns.length, ...size }));
  const peer = spawn(python, [new URL('../peers/gbdt_predict.py', import.meta.url).pathname, dir], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, OMP_NUM_THREADS: '1' },
  });
  const lines = createInterface({ input: peer.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error('the peer has ended');
    return value;
  };
  await next();
  return {
    async time(kind) {
      peer.stdin.write(`${kind}\n`);
      return Number(await next());
    },
    end() {
      peer.stdin.end();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
