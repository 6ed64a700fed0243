// `new`, `train` at its defaults and `evaluate` on all sets of the acceptance manifest: our score beside LightGBM's and the linear reference's.
// Needs ../shared. Prints a Markdown table on standard error. Options: --only NAME,NAME
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { hasData, manifest } from './gbdt/tables.mjs';
import { unpacked } from './quality/unpacked.mjs';

const { values: options } = parseArgs({ options: { only: { type: 'string' } } });
const only = options.only?.split(',');
const bin = join(import.meta.dirname, '..', 'bin', 'millwright.js');
const METRICS = { binary: ['auc', 'log_loss'], multiclass: ['accuracy'], regression: ['rmse'] };

function run(...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args, '--json'], { encoding: 'utf8', maxBuffer: 64e6 });
  if (status !== 0) throw new Error(`millwright ${args.join(' ')}\n${stdout}${stderr}`);
  return JSON.parse(stdout);
}

const optional = (flag, value) => (value ? [flag, value] : []);

async function measure(entry, folder) {
  const files = await unpacked(entry, join(folder, 'data'));
  const project = join(folder, 'project');
  run('new', project, '--from', files.train, '--target', entry.target, '--name', 'm', ...optional('--id', entry.id), ...optional('--time', entry.time),
    ...(entry.declare ? ['--task', entry.task] : []), ...optional('--positive', entry.task === 'binary' && entry.positive)); // prettier-ignore
  const trained = run('train', 'm', '--project', project, '--seed', '7');
  const { metrics } = run('evaluate', `m@${trained.version}`, '--on', files.test, '--project', project);
  const ours = Object.fromEntries(METRICS[entry.task].map((name) => [name, metrics[name].value]));
  return {
    data: entry.key ?? entry.name,
    task: entry.task,
    learner: trained.learner,
    seconds: trained.seconds,
    ours,
    reference: entry.reference,
  };
}

const shown = (x) => (x === undefined ? '–' : Number(x.toPrecision(5)));
const line = ({ data, learner, seconds, ours, reference }) =>
  Object.entries(ours)
    .map(
      ([metric, value]) =>
        `| ${data} | ${metric} | ${learner} | ${shown(value)} | ${shown(reference.lightgbm?.[metric])} | ${shown(reference.linear?.[metric])} | ${shown(seconds)} |`,
    )
    .join('\n');

if (!hasData()) console.log(JSON.stringify({ skipped: 'no ../shared' }));
else {
  const results = [];
  console.error('| data | metric | chosen | millwright | LightGBM | linear | train s |\n|---|---|---|---|---|---|---|');
  for (const entry of manifest().filter((e) => !only || only.includes(e.key ?? e.name))) {
    const folder = mkdtempSync(join(tmpdir(), 'bench-quality-'));
    try {
      results.push(await measure(entry, folder));
      console.error(line(results.at(-1)));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  console.log(JSON.stringify(results));
}
