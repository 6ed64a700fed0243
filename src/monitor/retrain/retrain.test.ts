import { beforeAll, describe, expect, it } from 'vitest';
import { blockRun, people, type Person } from '../../../test/support/model-run.js';
import { random, sigmoid } from '../../core/index.js';
import { t } from '../../data/index.js';
import { learn } from '../../expr/index.js';
import { rows } from '../../features/index.js';
import { gbdt, linear } from '../../learn/index.js';
import { model, openModel, promoteVersion, train, type Model, type RetrainRules, type RunOptions } from '../../model/index.js';
import { addOutcomes, addPredictions } from '../../store/index.js';
import { recordOf } from '../log/record.js';
import { takeLease } from './lease.js';
import { retrainModel, type Retrained } from './retrain.js';

type Row = Omit<Person, 'tenure'> & { readonly tenure: number | null; readonly hint: string };

const columns = {
  id: t.id(),
  tenure: t.number().nullable(),
  bill: t.number(),
  plan: t.category().nullable(),
  hint: t.category(),
  extra: t.number().nullable().optional(),
  left: t.bool({ true: 'Yes', false: 'No' }),
};

interface Shape {
  readonly learner: 'linear' | 'gbdt';
  readonly retrain?: RetrainRules;
  readonly wider?: true;
}

/** The model over some rows, as its definition is when the source holds them. */
function churn(source: readonly Row[], { learner, retrain = { promotionsPerDay: 10 }, wider }: Shape): Model {
  const features = rows(source as never, columns)
    .target('left')
    .features((c) => ({
      tenure: c.tenure,
      bill: c.bill,
      plan: learn.category(c.plan),
      hint: learn.category(c.hint),
      ...(wider ? { square: c.bill.mul(c.bill) } : {}),
    }));
  const chosen = learner === 'gbdt' ? gbdt({ trees: 40, leaves: 8 }) : linear();
  return model('churn', features as never, { learner: chosen as never, monitor: { retrain } }) as unknown as Model;
}

/** A world in which the hint says nothing. */
function clean(n: number, seed: number): readonly Row[] {
  const draw = random(seed, 'hint');
  return people(n, seed).map((row) => ({ ...row, hint: draw.uniform() < 0.5 ? 'Yes' : 'No' }));
}

/** Another world: those who stayed for the yearly plan and for long tenure no longer do, those with a large bill leave. */
function changed(n: number, seed: number): readonly Row[] {
  const draw = random(seed, 'changed');
  return clean(n, seed).map((row) => ({ ...row, left: draw.uniform() < sigmoid((row.bill - 55) / 6 - row.tenure! / 60) ? 'Yes' : 'No' }));
}

const flipped = (label: string): string => (label === 'Yes' ? 'No' : 'Yes');
const N = 1200;

function some(from: readonly Row[], share: number, change: (row: Row) => Row): readonly Row[] {
  const draw = random(3, 'some');
  return from.map((row) => (draw.uniform() < share ? change(row) : row));
}
const flip = (row: Row): Row => ({ ...row, left: flipped(row.left) });
const leak = (row: Row): Row => ({ ...row, hint: row.left });

/** Poisoned windows, each from clean rows of the same world, and what must be said of each. */
const poisons: readonly (readonly [string, (from: readonly Row[]) => readonly Row[], RegExp])[] = [
  ['all labels flipped', (from) => from.map(flip), /labels are upside down/],
  ['labels of 30% flipped', (from) => some(from, 0.3, flip), /no served outcomes confirm that it decayed/],
  [
    'labels of the newest fifth flipped',
    (from) => from.map((row, i) => (i >= 0.8 * N ? flip(row) : row)),
    /In part 4 of 4 of the new rows the labels are upside/,
  ],
  [
    'a column × 1000',
    (from) => from.map((row) => ({ ...row, tenure: 1000 * row.tenure! })),
    /"tenure" is on another scale: .*no served outcomes confirm that it decayed/s,
  ],
  [
    'an all-null feature',
    (from) => from.map((row) => ({ ...row, tenure: null })),
    /"tenure" is missing in 100% of the new rows.*"tenure" made \d.* moves nothing any more/s,
  ],
  [
    'shuffled labels',
    (from) => {
      const order = random(5, 'shuffle').shuffle(Int32Array.from(from.keys()));
      return from.map((row, i) => ({ ...row, left: from[order[i]].left }));
    },
    /explains 0(\.\d)?% of the loss on its holdout/,
  ],
  ['a leaked target', (from) => from.map(leak), /"hint" alone predicts "left" almost perfectly/],
  ['a leaked target, 95% of it', (from) => some(from, 0.9, leak), /"hint" makes .* of what moves .* Does its column know the answer/],
  ['a stale window: a tenth of the rows', (from) => from.slice(0, N / 10), /less than half of them is no window/],
  [
    'one label alone, nearly',
    (from) => from.filter((row, i) => row.left === 'No' || i % 8 === 0),
    /labels are other ones.*no served outcomes confirm/,
  ],
];

/** Trees read scales and leaks otherwise than sums do. Most kinds by both, for three tasks: poison.long.test.ts. */
const TREES: readonly string[] = ['a column × 1000', 'a leaked target, 95% of it'];

const inProcess = (definition: Model, run: RunOptions) => ({ triggered: [], env: {}, train: () => train(definition, run) });
const championOf = async (run: RunOptions): Promise<number | undefined> => (await run.workspace.registry.models())[0].aliases['champion'];

describe.each(['linear', 'gbdt'] as const)('%s: a poisoned window never promotes itself', (learner) => {
  const block = blockRun();
  const again = (source: readonly Row[], shape: Partial<Shape> = {}): Promise<Retrained> => {
    const definition = churn(source, { learner, ...shape });
    return retrainModel(definition, block.run, inProcess(definition, block.run));
  };

  beforeAll(async () => {
    await train(churn(clean(N, 1), { learner }), block.run);
    expect((await promoteVersion('churn@1', 'champion', { force: false }, block.run)).moved).toBe(true);
  });

  it.each(poisons.filter(([name]) => learner === 'linear' || TREES.includes(name)))('%s', async (_, poison, due) => {
    const { promote, version } = await again(poison(clean(N, 2)));
    expect(promote).toMatchObject({ moved: false, from: 1, gate: { passed: false } });
    expect(promote.gate.reasons.join('\n')).toMatch(due);
    const [audit] = await block.run.workspace.registry.audit({ limit: 1 });
    expect(audit).toMatchObject({ action: 'retrain.refused', subject: `churn@${version}`, detail: { reasons: promote.gate.reasons } });
    expect(await championOf(block.run)).toBe(1);
  });

  // What is asked before any learner has a say is asked once.
  if (learner === 'linear') {
    it('ten rows', async () => {
      // They may be too few to train at all, which promotes nothing either.
      const answer = await again(clean(10, 2)).catch((error: Error) => error.message);
      if (typeof answer !== 'string') expect(answer.promote.gate.reasons.join('\n')).toMatch(/10 labelled rows/);
      expect(await championOf(block.run)).toBe(1);
    });

    it('nor does a changed definition, however good', async () => {
      expect((await again(clean(N, 2), { wider: true })).promote.gate.reasons[0]).toMatch(
        /The features of .* are not those of churn@1 \("square"\)/,
      );
    });
  }

  it('of a clean window nothing is said but by the gate', async () => {
    const { promote } = await again(clean(N, 11));
    expect(promote.gate.reasons.filter((reason) => !/^(log_loss|There are)/.test(reason))).toEqual([]);
  });
});

describe('a clean window', () => {
  const block = blockRun();

  it('promotes its model through the gate; the next of the day waits, and what is the same again is nothing new', async () => {
    const { run } = block;
    await train(churn(clean(150, 1), { learner: 'gbdt' }), run);
    await promoteVersion('churn@1', 'champion', { force: false }, run);
    const definition = churn(clean(3000, 2), { learner: 'gbdt', retrain: {} });
    const first = await retrainModel(definition, run, { ...inProcess(definition, run), triggered: [{ kind: 'cron', text: 'due' }] });
    expect(first.promote, first.promote.gate.reasons.join('\n')).toMatchObject({ alias: 'champion', from: 1, to: 2, moved: true });
    expect(first.triggered).toEqual([{ kind: 'cron', text: 'due' }]);
    const move = (await run.workspace.registry.history('churn', 'champion')).at(-1);
    expect(move?.note).toMatchObject({ retrained: true, triggered: [{ kind: 'cron' }], gate: { passed: true } });
    const second = await retrainModel(definition, run, inProcess(definition, run));
    expect(second.promote.gate.reasons).toEqual([
      'churn@3 is churn@2 once more, to the bit: there is nothing to promote.',
      'Retraining has promoted 1 of at most 1 versions today (UTC).',
    ]);
  });

  it('that only grew is judged on rows that the champion never saw, so that knowing them by heart is no merit', async () => {
    const { run } = block;
    const named = (source: readonly Row[]): Model => ({ ...churn(source, { learner: 'gbdt' }), name: 'grown' });
    await train(named(clean(1000, 5)), run);
    await promoteVersion('grown@1', 'champion', { force: false }, run);
    const definition = named(clean(1600, 5));
    const { promote } = await retrainModel(definition, run, inProcess(definition, run));
    // Of 320 held-out rows about 200 are among the champion's 1,000; of those a fifth were its own holdout.
    const judged = Number(/on the same (\d+) rows/.exec(promote.gate.reasons.join())?.[1]);
    expect(judged).toBeGreaterThan(130);
    expect(judged).toBeLessThan(190);
  });

  it('promotes nothing where there is no champion, and waits for another process', async () => {
    const { run } = block;
    const other = { ...churn(clean(300, 1), { learner: 'linear' }), name: 'fresh' };
    expect((await retrainModel(other, run, inProcess(other, run))).promote).toMatchObject({
      moved: false,
      from: null,
      gate: { reasons: [expect.stringMatching(/no champion/)] },
    });
    const lease = await takeLease(run.workspace.store, 'retrain:fresh', 1000, run.clock);
    await expect(retrainModel(other, run, inProcess(other, run))).rejects.toMatchObject({ code: 'MW_MONITOR_RETRAIN_BUSY', status: 409 });
    if ('release' in lease) await lease.release();
  });
});

describe('when the world changed', () => {
  const block = blockRun();
  let count = 0;

  /** Serves rows with the champion and tells what became of them. */
  async function serve(source: readonly Row[]): Promise<void> {
    const { run } = block;
    const champion = await openModel('churn@champion', run);
    const at = run.clock();
    const served = source.map((row) => ({
      id: `p${String(++count).padStart(6, '0')}`,
      row,
      probability: sigmoid(champion.rowMargins(row as never)[0]),
    }));
    const records = served.map(({ id, row: { tenure, bill, plan, hint }, probability }) =>
      recordOf({
        id,
        model: 'churn',
        version: 1,
        at,
        route: 'champion',
        subject: null,
        row: { tenure, bill, plan, hint },
        value: 'No',
        probability,
        scores: null,
        decision: null,
        reasons: null,
        latencyUs: 1,
      }),
    );
    const { store } = run.workspace;
    await store.write(async (tx) => {
      await addPredictions(tx, store.engine, `[${records.join(',')}]`);
      await addOutcomes(
        tx,
        served.map(({ id, row }) => ({ prediction: id, value: row.left, at })),
        at,
      );
    });
  }
  const again = (source: readonly Row[]): Promise<Retrained> => {
    const definition = churn(source, { learner: 'gbdt' });
    return retrainModel(definition, block.run, inProcess(definition, block.run));
  };

  beforeAll(async () => {
    await train(churn(clean(N, 1), { learner: 'gbdt' }), block.run);
    await promoteVersion('churn@1', 'champion', { force: false }, block.run);
  });

  it('the source alone is not believed', async () => {
    expect((await again(changed(N, 2))).promote.gate.reasons.join('\n')).toMatch(/no served outcomes confirm that it decayed/);
  });

  it('served outcomes that speak for the champion stop a newcomer from a poisoned source, though its own holdout praises it', async () => {
    await serve(clean(400, 3));
    expect((await again(changed(N, 2))).promote.gate.reasons.join('\n')).toMatch(
      /On 400 served rows with outcomes log_loss of churn@3 is .* worse/,
    );
  });

  it('served outcomes that tell the same let the newcomer through', async () => {
    await serve(changed(5000, 4));
    const { promote } = await again(changed(N, 2));
    expect(promote, promote.gate.reasons.join('\n')).toMatchObject({ moved: true, from: 1, to: 4 });
  });

  it('labels that are upside down need a person even then', async () => {
    await serve(changed(5000, 5).map(flip));
    expect((await again(changed(N, 6).map(flip))).promote.gate.reasons.join('\n')).toMatch(/upside down/);
  });
});
