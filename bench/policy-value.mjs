// What deciding by a trained version earns on its holdout, as a share of what the best threshold would have earned there, had it been known: `train` at its
// defaults, over seeds (each has its own holdout) and payoffs, on Telco churn and bank marketing. Hindsight chases the holdout's noise. Two oracles do so
// less: "one for all seeds" is the one threshold that earns most on the holdouts of all seeds together; "half for half" the best threshold of one half of a
// holdout, valued on the other half. Intervals are 95% over seeds.
// Needs ../shared and a build. Prints a Markdown table on standard error. Options: --only NAME,NAME --seeds 10
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { bestThreshold, scoresOf, valueAt, worthOfActing } from '../dist/evaluate/index.js';
import { callNode, columnNode, literalNode } from '../dist/expr/index.js';
import { holdoutOf, openModel, openWorkspace, train } from '../dist/model/index.js';
import { hasData, manifest } from './gbdt/tables.mjs';
import { unpacked } from './quality/unpacked.mjs';

const { values: options } = parseArgs({ options: { only: { type: 'string' }, seeds: { type: 'string', default: '10' } } });
const seeds = Array.from({ length: Number(options.seeds) }, (_, i) => i + 1);
const only = options.only?.split(',');
const bin = join(import.meta.dirname, '..', 'bin', 'millwright.js');

const times = (column, by) => callNode('mul', columnNode(column, 'number'), literalNode('number', by));
const PAYOFFS = {
  telco_churn: [
    { name: 'cost 30, value 400', cost: 30, valueIfRight: 400 },
    { name: 'cost 30, value 100', cost: 30, valueIfRight: 100 },
    { name: 'cost 20, value 6 months, harm 10', cost: 20, valueIfRight: times('MonthlyCharges', 6), costIfWrong: 10, policy: 'expected_value' },
  ],
  bank_marketing: [
    { name: 'cost 30, value 400', cost: 30, valueIfRight: 400 },
    { name: 'cost 5, value 20', cost: 5, valueIfRight: 20 },
    { name: 'cost 30, value 8 × age', cost: 30, valueIfRight: times('age', 8), policy: 'expected_value' },
  ],
}; // prettier-ignore

async function projectOf(entry, folder) {
  const files = await unpacked(entry, join(folder, 'data'));
  const root = join(folder, 'project');
  const made = spawnSync(process.execPath, [bin, 'new', root, '--from', files.train, '--target', entry.target, '--name', 'm', '--positive', entry.positive,
    ...(entry.id ? ['--id', entry.id] : []), '--quiet'], { encoding: 'utf8' }); // prettier-ignore
  if (made.status !== 0) throw new Error(made.stderr);
  const { default: definition } = await import(pathToFileURL(join(root, 'models', 'm.ts')).href);
  return { root, definition };
}

/** The mean value per row of the best threshold of either half on the other one. */
function halfForHalf(worth, probability) {
  const halves = [0, 1].map((odd) => Int32Array.from(worth.keys()).filter((i) => i % 2 === odd));
  const of = (values, rows) => Float64Array.from(rows, (row) => values[row]);
  let sum = 0;
  for (const [own, other] of [halves, halves.toReversed()]) {
    const { threshold } = bestThreshold(of(worth, own), of(probability, own));
    sum += other.length * valueAt(of(worth, other), of(probability, other), threshold);
  }
  return sum / worth.length;
}

async function once(definition, payoff, seed, run) {
  const { name: _, ...decide } = payoff;
  const model = { ...definition, decide: { act: 'act', ...decide } };
  const { version } = await train(model, { ...run, seed });
  const open = await openModel(`m@${version}`, run);
  const { money } = open.record.evaluation;
  const holdout = await holdoutOf(open.registered, open.content, run);
  const { cost = decide.cost, valueIfRight = decide.valueIfRight, costIfWrong = decide.costIfWrong ?? 0 } = holdout;
  const worth = worthOfActing({ act: 'act', cost, valueIfRight, costIfWrong }, holdout.y);
  const probability = scoresOf('binary', 1, holdout.margins);
  const moved = open.content.decide.floor !== undefined || (decide.policy === undefined && money.threshold !== money.breakEven);
  const told = {
    model: money.perRow.value,
    oracle: money.best.perRow,
    halves: halfForHalf(worth, probability),
    moved,
  };
  return { told, worth, probability };
}

/** What the best one threshold earns per row of all holdouts. */
function oneForAll(found) {
  const all = (key) => Float64Array.from(found.flatMap((f) => [...f[key]]));
  return bestThreshold(all('worth'), all('probability')).perRow;
}

const mean = (values) => values.reduce((sum, v) => sum + v, 0) / values.length;
const spread = (values) => Math.sqrt(mean(values.map((v) => (v - mean(values)) ** 2)) * (values.length / (values.length - 1)));
/** 95% of a mean over seeds, by Student's t of 9 degrees and more. */
const within = (values) => `${percent(mean(values))} ± ${percent((2.26 * spread(values)) / Math.sqrt(values.length))}`;
const percent = (share) => `${(100 * share).toFixed(1)}%`;

if (!hasData()) console.log(JSON.stringify({ skipped: 'no ../shared' }));
else {
  const results = [];
  console.error('| data | payoff | of the best in hindsight | least | of one for all seeds | of half for half | moved from break-even |');
  console.error('|---|---|---|---|---|---|---|');
  for (const entry of manifest().filter(({ name }) => PAYOFFS[name] && (!only || only.includes(name)))) {
    const folder = mkdtempSync(join(tmpdir(), 'bench-policy-'));
    const { root, definition } = await projectOf(entry, folder);
    const workspace = await openWorkspace({ root, clock: Date.now });
    const run = { workspace, signal: new AbortController().signal, clock: Date.now, progress: () => {}, say: () => {} };
    try {
      for (const payoff of PAYOFFS[entry.name]) {
        const found = [];
        for (const seed of seeds) found.push(await once(definition, payoff, seed, run));
        const told = found.map((f) => f.told);
        const pooled = mean(told.map((f) => f.model)) / oneForAll(found);
        const of = (key) => told.map((f) => f.model / f[key]);
        results.push({ data: entry.name, payoff: payoff.name, pooled, seeds: told });
        const moved = `${told.filter((f) => f.moved).length} of ${told.length}`;
        const cells = [
          entry.name,
          payoff.name,
          within(of('oracle')),
          percent(Math.min(...of('oracle'))),
          percent(pooled),
          within(of('halves')),
          moved,
        ];
        console.error(`| ${cells.join(' | ')} |`);
      }
    } finally {
      await workspace.close();
      rmSync(folder, { recursive: true, force: true });
    }
  }
  console.log(JSON.stringify(results));
}
