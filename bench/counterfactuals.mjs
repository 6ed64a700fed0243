// Counterfactuals beside DiCE's, of the same model: valid answers, cost (numbers in median distances from the median, other changes 1), changed
// columns, and seconds a row (DiCE's without those that it waited for the model). The model is boosted trees over one table of plain CSV.
// Usage: bench/counterfactuals.mjs german.csv --target '#21' --rows 25 (peer: pip install dice-ml; its Python: MILLWRIGHT_PEER_PYTHON)
import { spawnSync, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { target: { type: 'string' }, rows: { type: 'string', default: '25' } },
});
const { openProject } = await import('../dist/index.js');
const root = join(mkdtempSync(join(tmpdir(), 'counterfactuals-')), 'p');
const cli = resolve(import.meta.dirname, '../bin/millwright.js');
const mill = (...words) =>
  JSON.parse(execFileSync(process.execPath, [cli, ...words, '--json'], { stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1e9 }));

const made = mill('new', root, '--from', resolve(positionals[0]), '--target', values.target, '--name', 'model');
mill('train', 'model', '--learner', 'gbdt', '--project', root);
mill('promote', 'model@1', 'champion', '--force', '--project', root);
const table = await rowsOf(resolve(positionals[0]));
const columns = made.schema.filter(({ role }) => role === 'feature');
const isNumber = ({ type }) => type === 'int' || type === 'number';
const valueOf = (c, cell) => (c.type === 'int' ? Math.round(Number(cell)) : isNumber(c) ? Number(cell) : String(cell));
const pick = (row) => Object.fromEntries(columns.map((c) => [c.name, valueOf(c, row[c.name])]));
const whole = table.filter((row) => columns.every((c) => !isNumber(c) || row[c.name] !== ''));
const step = Math.floor(whole.length / Number(values.rows));
const queries = whole
  .filter((_, i) => i % step === 0)
  .slice(0, Number(values.rows))
  .map(pick);

await using project = await openProject({ root });
await project.counterfactuals('model', queries.slice(0, 1));
const ours = [];
for (const query of queries) {
  const started = performance.now();
  const [row] = (await project.counterfactuals('model', [query])).rows;
  ours.push({
    seconds: (performance.now() - started) / 1000,
    rows: row.counterfactuals.map(({ changes }) => ({ ...query, ...Object.fromEntries(changes.map((c) => [c.column, c.to])) })),
  });
}

const server = spawn(process.execPath, [cli, 'serve', '--port', '0', '--json', '--project', root], {
  env: { ...process.env, MILLWRIGHT_ADMIN_TOKEN: 'a-token-of-this-bench-alone' },
  stdio: ['ignore', 'pipe', 'ignore'],
});
const { url } = await new Promise((told) => server.stdout.once('data', (line) => told(JSON.parse(String(line)))));
const ask = {
  url: `${url}/v1/models/model/predict`,
  token: 'a-token-of-this-bench-alone',
  features: columns.map((c) => ({ name: c.name, kind: c.type })),
  rows: whole.map((row) => ({ ...pick(row), outcome: Number(String(row[made.target]) === String(made.positive ?? positiveOf())) })),
  queries,
  methods: ['random', 'genetic'],
  total: 3,
};
const peer = spawnSync(process.env.MILLWRIGHT_PEER_PYTHON ?? 'python3', [join(import.meta.dirname, 'peers/dice.py')], {
  input: JSON.stringify(ask),
  maxBuffer: 1e9,
  encoding: 'utf8',
});
server.kill();
if (peer.status !== 0) throw new Error(peer.stderr);
process.stderr.write(peer.stderr);
const found = { millwright: ours, ...JSON.parse(peer.stdout) };

const middle = (list) => list.toSorted((a, b) => a - b)[list.length >> 1] ?? NaN;
const scales = Object.fromEntries(
  columns.filter(isNumber).map(({ name }) => {
    const sorted = whole.map((row) => Number(row[name]));
    const centre = middle(sorted);
    const distances = sorted.map((v) => Math.abs(v - centre));
    return [name, middle(distances) || distances.reduce((a, b) => a + b, 0) / distances.length || 1];
  }),
);
const changed = (query, row) =>
  columns.filter(({ name }) => (name in scales ? Math.abs(row[name] - query[name]) > 1e-9 : String(row[name]) !== query[name]));
const costOf = (query, row) =>
  changed(query, row).reduce((sum, { name }) => sum + (name in scales ? Math.abs(row[name] - query[name]) / scales[name] : 1), 0);
const called = async (rows) => (rows.length === 0 ? [] : (await project.predict('model', rows.map(pick))).map((p) => p.prediction));
const before = await called(queries);

console.log('method       valid   rows with any   cost of the cheapest   mean cost   changed columns   seconds a row');
for (const [method, answers] of Object.entries(found)) {
  let [given, right] = [0, 0];
  const [best, all, sizes] = [[], [], []];
  for (const [i, { rows }] of answers.entries()) {
    const after = await called(rows);
    const good = rows.filter((_, k) => after[k] !== before[i]);
    given += rows.length;
    right += good.length;
    if (good.length > 0) best.push(Math.min(...good.map((row) => costOf(queries[i], row))));
    all.push(...good.map((row) => costOf(queries[i], row)));
    sizes.push(...good.map((row) => changed(queries[i], row).length));
  }
  const mean = (list) => (list.reduce((a, b) => a + b, 0) / list.length).toFixed(2);
  console.log(
    [
      method.padEnd(12),
      `${right}/${given}`.padEnd(7),
      `${best.length}/${queries.length}`.padEnd(15),
      mean(best).padEnd(22),
      mean(all).padEnd(11),
      mean(sizes).padEnd(17),
      mean(answers.map((a) => a.seconds)),
    ].join(' '),
  );
}
rmSync(join(root, '..'), { recursive: true });

function positiveOf() {
  return mill('explain', 'model', '--row', JSON.stringify(queries[0]), '--project', root).positive;
}

/** The rows of a plain CSV file, with or without a header as `new` saw it. */
async function rowsOf(file) {
  const lines = readFileSync(file, 'utf8')
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => line.split(',').map((cell) => cell.trim()));
  const names = made.schema.map(({ name }) => name);
  const body = names.every((name) => lines[0].includes(name)) ? lines.slice(1) : lines;
  return body.map((cells) => Object.fromEntries(names.map((name, j) => [name, cells[j]])));
}
