import { writeSync } from 'node:fs';
import { MillwrightError, random, sigmoid } from '../../src/core/index.js';
import { t } from '../../src/data/index.js';
import { rows } from '../../src/features/index.js';
import { gbdt } from '../../src/learn/index.js';
import { model, openWorkspace, promoteVersion, train, type Model, type RunOptions } from '../../src/model/index.js';
import { retrainModel } from '../../src/monitor/index.js';

// Run as a process of its own: retrain-child.ts ROOT first|again. Says on stdout what was acknowledged.
const [root, work] = process.argv.slice(2);
const say = (words: string): void => void writeSync(1, `${words}\n`);
const clock = (): number => 1.75e12;

function people(count: number, seed: number): readonly object[] {
  const draw = random(seed, 'people');
  return Array.from({ length: count }, () => {
    const [tenure, bill] = [draw.int(60), 20 + 80 * draw.uniform()];
    return { tenure, bill, left: draw.uniform() < sigmoid(3 - tenure / 8) ? 'Yes' : 'No' };
  });
}

const churn = (count: number, seed: number, trees: number): Model =>
  model(
    'churn',
    rows(people(count, seed) as never, { tenure: t.int(), bill: t.number(), left: t.bool({ true: 'Yes', false: 'No' }) })
      .target('left')
      .features((c) => ({ tenure: c.tenure, bill: c.bill })) as never,
    { learner: gbdt({ trees }) as never, monitor: { retrain: { promotionsPerDay: 5 } } },
  ) as unknown as Model;

async function first(run: RunOptions): Promise<void> {
  await train(churn(1000, 1, 1), run);
  await promoteVersion('churn@1', 'champion', { force: true }, run);
}

async function again(run: RunOptions): Promise<void> {
  const definition = churn(1500, 2, 40);
  const { promote } = await retrainModel(definition, run, { triggered: [], env: {}, train: () => train(definition, run) });
  say(`champion ${promote.moved ? promote.to : promote.from} ${promote.gate.reasons[0]}`);
}

const workspace = await openWorkspace({ root, clock });
const run: RunOptions = { workspace, clock, signal: new AbortController().signal, progress: () => {}, say: () => {} };
try {
  await { first, again }[work as 'first' | 'again'](run);
} catch (error) {
  say(`error ${error instanceof MillwrightError ? error.code : String(error)}`);
}
await workspace.close();
