// k-means against scikit-learn on one thread: CPU seconds of a fit on 100,000 rows of 20 numbers, 8 segments, 4 starts, alternating; the peer at
// its default tolerance, and at 0, where it goes on as long as ours. Needs scikit-learn in MILLWRIGHT_PEER_PYTHON. Options: --rows 100000 --repeats 5
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { random } from 'millwright/core';
import { learners } from 'millwright/learn';

const { values: options } = parseArgs({
  options: { rows: { type: 'string', default: '100000' }, repeats: { type: 'string', default: '5' } },
});
const [rows, repeats, columns, segments, starts] = [Number(options.rows), Number(options.repeats), 20, 8, 4];
const python = process.env.MILLWRIGHT_PEER_PYTHON ?? 'python3';

/** Rows around eight places, so far apart as `spread` is small; or one cloud whose columns go together. */
function madeRows(kind) {
  const draw = random(1, 'kmeans', kind);
  const places = Array.from({ length: segments * columns }, () => 20 * draw.uniform() - 10);
  const mix = Array.from({ length: columns * columns }, () => draw.normal());
  const spread = { apart: 4, touching: 8 }[kind];
  const values = new Float64Array(rows * columns);
  const own = new Float64Array(columns);
  for (let i = 0; i < rows; i++) {
    const place = draw.int(segments) * columns;
    for (let d = 0; d < columns; d++) own[d] = draw.normal();
    for (let d = 0; d < columns; d++) {
      values[i * columns + d] = spread ? places[place + d] + spread * own[d] : own.reduce((sum, v, e) => sum + v * mix[e * columns + d], 0);
    }
  }
  return values;
}

/** Standardised as the learner does it, so that both search the same space. */
function standardised(values) {
  for (let d = 0; d < columns; d++) {
    let [sum, squares] = [0, 0];
    for (let i = d; i < values.length; i += columns) sum += values[i];
    for (let i = d; i < values.length; i += columns) squares += (values[i] - sum / rows) ** 2;
    const deviation = Math.sqrt(squares / rows);
    for (let i = d; i < values.length; i += columns) values[i] = (values[i] - sum / rows) / deviation;
  }
  return values;
}

const median = (list) => list.toSorted((a, b) => a - b)[list.length >> 1];

async function ours(values, seed) {
  const x = {
    rows,
    columns: Array.from({ length: columns }, (_, d) => ({
      kind: 'number',
      name: `x${d}`,
      values: Float64Array.from({ length: rows }, (__, i) => values[i * columns + d]),
    })),
  };
  const before = process.cpuUsage();
  await learners.kmeans.fit(
    { task: 'segment', x },
    { params: { segments, starts }, seed, threads: 1, signal: new AbortController().signal },
  );
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

function peer(file, tolerance, seed) {
  const words = [new URL('peers/kmeans_sklearn.py', import.meta.url).pathname, file, columns, segments, starts, tolerance, seed].map(
    String,
  );
  const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' };
  return JSON.parse(execFileSync(python, words, { encoding: 'utf8', env })).cpuSeconds;
}

const folder = mkdtempSync(join(tmpdir(), 'kmeans-speed-'));
try {
  for (const kind of ['apart', 'touching', 'one cloud']) {
    const values = standardised(madeRows(kind));
    const file = join(folder, 'rows.bin');
    writeFileSync(file, Buffer.from(values.buffer));
    const seconds = { ours: [], usual: [], whole: [] };
    for (let seed = 0; seed < repeats; seed++) {
      seconds.ours.push(await ours(values, seed));
      seconds.usual.push(peer(file, 1e-4, seed));
      seconds.whole.push(peer(file, 0, seed));
    }
    const [own, usual, whole] = [median(seconds.ours), median(seconds.usual), median(seconds.whole)];
    console.log(
      `${kind}: ours ${own.toFixed(2)} s (first ${seconds.ours[0].toFixed(2)}), scikit-learn ${usual.toFixed(2)} s, to the end ${whole.toFixed(2)} s; ` +
        `ratios ${(own / usual).toFixed(2)} and ${(own / whole).toFixed(2)}`,
    );
  }
} finally {
  rmSync(folder, { recursive: true });
}
