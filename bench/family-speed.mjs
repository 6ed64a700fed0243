// Random forest (Adult), k-means, PCA and isolation forest (100,000 × 20) against scikit-learn: fit and score all rows, on the same threads.
// The peer runs where MILLWRIGHT_PEER_PYTHON has scikit-learn. Options: --only forest,kmeans,pca,isolation_forest --threads 1 --repeats 5 --rows 100000 --columns 20
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { madeTable, adultTable } from './family/data.mjs';
import { ours } from './family/ours.mjs';
import { openPeer } from './family/peer.mjs';

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', default: 'forest,kmeans,pca,isolation_forest' },
    threads: { type: 'string', default: '1' },
    repeats: { type: 'string', default: '5' },
    rows: { type: 'string', default: '100000' },
    columns: { type: 'string', default: '20' },
  },
});
const threads = Number(options.threads);

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
const summary = (runs) => Object.fromEntries(Object.keys(runs[0]).map((key) => [key, median(runs.map((run) => run[key]))]));
const ratio = (a, b) => Math.round((1000 * a) / b) / 1000;

/** Both sides in turn; the first round of each warms up and does not count. */
async function compare(work, table, peer) {
  const [own, theirs] = [[], []];
  for (let seed = 0; seed <= Number(options.repeats); seed++) {
    const one = await ours[work](table, { seed, threads });
    const other = peer && (await peer.run({ work, seed, threads }));
    if (seed === 0) continue;
    own.push(one);
    if (other) theirs.push(other);
  }
  const result = { work, rows: table.x.rows, columns: table.x.columns.length, threads, ours: summary(own) };
  if (theirs.length === 0) return result;
  const [a, b] = [result.ours, summary(theirs)];
  return { ...result, scikitLearn: b, ratio: { seconds: ratio(a.seconds, b.seconds), cpuSeconds: ratio(a.cpuSeconds, b.cpuSeconds) } };
}

const dir = mkdtempSync(join(tmpdir(), 'family-bench-'));
const results = [];
try {
  for (const work of options.only.split(',')) {
    const table = work === 'forest' ? await adultTable(dir) : madeTable(dir, Number(options.rows), Number(options.columns));
    if (table === undefined) continue;
    const peer = await openPeer(dir, threads);
    try {
      results.push(await compare(work, table, peer));
      console.error(JSON.stringify(results.at(-1)));
    } finally {
      peer?.close();
    }
  }
} finally {
  rmSync(dir, { recursive: true, force: true });
}
console.log(JSON.stringify(results));
