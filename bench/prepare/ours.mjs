// One run of millwright in a process of its own: ours.mjs IN.csv [OUT.parquet] [--memory MB]. Read by prepare.mjs and larger-than-memory.mjs.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadTable, openEngine, t } from 'millwright/data';
import { columnsOf, learn } from 'millwright/expr';
import { csv, encodeRelation, fitFeatures, trainingView } from 'millwright/features';
import { writeEncoded } from 'millwright/model';
import { stopwatch } from './measured.mjs';
import { NUMBERS, TEXTS } from './mixed-csv.mjs';

const { values: options, positionals } = parseArgs({ options: { memory: { type: 'string' } }, allowPositionals: true });
const [source, out] = positionals;
// The engine's native library is loaded at its first use; the peers' figures exclude their imports, too.
await import('@duckdb/node-api');
const watch = stopwatch();

const of = (names, value) => Object.fromEntries(names.map((name) => [name, value(name)]));
const schema = {
  id: t.id(),
  ...of(NUMBERS, () => t.number().nullable()),
  ...of(TEXTS, () => t.category().nullable()),
  ts: t.timestamp(),
};
const table = csv(source, schema).check((c) => ({ 'x0 is below 1000': c.x0.lt(1000), 'x8 is not negative': c.x8.gte(0) }));
const c = columnsOf({ ...of(NUMBERS, () => 'number'), ...of(TEXTS, () => 'text') });
const nodes = {
  ...of(NUMBERS, (name) => learn.scale(learn.impute(c[name])).node),
  ...of(TEXTS, (name) => learn.oneHot(c[name], { unseen: 'missing', missing: 'level' }).node),
};

const engine = await openEngine(options.memory ? { memoryLimitMb: Number(options.memory) } : {});
const loaded = await loadTable(engine, table.definition, { mode: 'training', root: '/' });
watch.lap('read and check');
const rows = Int32Array.from({ length: loaded.rows }, (_, i) => i);
const view = trainingView(engine, loaded.relation, rows, new Float64Array(loaded.rows), 7);
const features = await fitFeatures(engine, nodes, view);
await view.drop();
watch.lap('fit');
const spilledMb = spilled();
const check = out ? await written() : await inMemory();
const { seconds, cpuSeconds, peakMb, phases } = watch.total();
console.log(JSON.stringify({ seconds, cpuSeconds, peakMb, phases, rows: loaded.rows, spilledMb, check }));
await engine[Symbol.asyncDispose]();

/** The one matrix that learners take. */
async function inMemory() {
  const x = await encodeRelation(engine, loaded.relation, features, 'serving');
  watch.lap('encode');
  const values = (name) => x.columns.find((column) => column.name === name).values;
  const x3 = values('x3');
  return {
    total: x3.reduce((sum, v) => sum + v, 0),
    squares: x3.reduce((sum, v) => sum + v * v, 0),
    ones: values('g2=cat_2_1').reduce((sum, v) => sum + v, 0),
    columns: x.columns.length,
  };
}

async function written() {
  await writeEncoded(engine, loaded.relation, features, out, { keep: ['id', 'ts'] });
  watch.lap('write');
  const sums = `sum(x3) AS total, sum(x3 * x3) AS squares, count(*) FILTER (WHERE "g2=cat_2_1")::DOUBLE AS ones`;
  const [answer] = await engine.rows(`SELECT ${sums} FROM read_parquet('${out}')`);
  return { ...answer, columns: features.length };
}

/** What the engine holds in its temporary files. */
function spilled() {
  const files = readdirSync(engine.tempDir, { recursive: true }).map((name) => statSync(join(engine.tempDir, name)));
  return files.reduce((sum, file) => sum + (file.isFile() ? file.size : 0), 0) / 2 ** 20;
}
