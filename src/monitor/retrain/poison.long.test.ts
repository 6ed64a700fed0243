import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRun, people, type ModelRun, type Person } from '../../../test/support/model-run.js';
import { MillwrightError, random } from '../../core/index.js';
import { t } from '../../data/index.js';
import { learn } from '../../expr/index.js';
import { rows } from '../../features/index.js';
import { gbdt, linear } from '../../learn/index.js';
import { model, promoteVersion, train, type Model, type Promoted } from '../../model/index.js';
import { retrainModel } from './retrain.js';

/** A made-up customer and a hint that says nothing; poison may put anything anywhere. */
type Row = Person & { readonly hint: string };
type Poisoned = { readonly [K in keyof Row]: Row[K] | string | number | null };

/** A target, the column that matters most for it, another value of it, and a text that gives it away. */
interface World {
  readonly target: 'left' | 'segment' | 'spend';
  readonly matters: 'tenure' | 'bill';
  readonly wrong: (row: Row) => string | number;
  readonly leak: (row: Row) => string;
}

const next: Readonly<Record<string, string>> = { Yes: 'No', No: 'Yes', gold: 'silver', silver: 'basic', basic: 'gold' };
const worlds: readonly World[] = [
  { target: 'left', matters: 'tenure', wrong: (row) => next[row.left], leak: (row) => row.left },
  { target: 'segment', matters: 'bill', wrong: (row) => next[row.segment], leak: (row) => row.segment },
  { target: 'spend', matters: 'tenure', wrong: (row) => 300 - row.spend, leak: (row) => String(Math.round(row.spend / 20)) },
];

const ROWS = 1000;
const DRILLS = 3;

function clean(seed: number): readonly Row[] {
  const draw = random(seed, 'hint');
  return people(ROWS, seed).map((row) => ({ ...row, hint: ['a', 'b', 'c'][draw.int(3)] }));
}

type Poison = (from: readonly Row[], world: World, seed: number) => readonly Poisoned[];
const poisons: Readonly<Record<string, Poison>> = {
  'flipped labels': (from, { target, wrong }) => from.map((row) => ({ ...row, [target]: wrong(row) })),
  '30% of the labels flipped': (from, { target, wrong }, seed) => {
    const draw = random(seed, 'flip');
    return from.map((row) => (draw.uniform() < 0.3 ? { ...row, [target]: wrong(row) } : row));
  },
  'the newest fifth flipped': (from, { target, wrong }) =>
    from.map((row, i) => (i >= 0.8 * from.length ? { ...row, [target]: wrong(row) } : row)),
  'one label alone': (from, { target }) => from.map((row) => ({ ...row, [target]: from[0][target] })),
  'one label alone, nearly': (from, { target }) => from.map((row, i) => (i % 20 === 0 ? row : { ...row, [target]: from[0][target] })),
  'a column × 1000': (from, { matters }) => from.map((row) => ({ ...row, [matters]: 1000 * row[matters] })),
  'an all-null feature': (from, { matters }) => from.map((row) => ({ ...row, [matters]: null })),
  'shuffled labels': (from, { target }, seed) => {
    const order = random(seed, 'shuffle').shuffle(Int32Array.from(from.keys()));
    return from.map((row, i) => ({ ...row, [target]: from[order[i]][target] }));
  },
  'a leaked target': (from, { leak }) => from.map((row) => ({ ...row, hint: leak(row) })),
  'ten rows': (from) => from.slice(0, 10),
  'a stale window': (from) => from.slice(0, ROWS / 8),
};

const targets = { left: t.bool({ true: 'Yes', false: 'No' }), segment: t.category(), spend: t.number() };

function definition(source: readonly Poisoned[], { target }: World, learner: 'linear' | 'gbdt'): Model {
  const inputs = {
    tenure: t.number().nullable(),
    bill: t.number().nullable(),
    plan: t.category().nullable(),
    hint: t.category().nullable(),
  };
  const table = rows(source as never, { ...inputs, ...targets });
  const features = table
    .target(target)
    .features((c) => ({ tenure: c.tenure, bill: c.bill, plan: learn.category(c.plan), hint: learn.category(c.hint) }));
  const chosen = learner === 'gbdt' ? gbdt({ trees: 40, leaves: 8 }) : linear();
  return model('drill', features as never, {
    learner: chosen as never,
    monitor: { retrain: { promotionsPerDay: 1000 } },
  }) as unknown as Model;
}

describe.each(worlds.flatMap((world) => (['linear', 'gbdt'] as const).map((learner) => [world.target, learner, world] as const)))(
  '%s by %s',
  (_, learner, world) => {
    let opened: ModelRun;
    beforeAll(async () => {
      opened = await openRun();
      await train(definition(clean(1), world, learner), opened.run);
      await promoteVersion('drill@1', 'champion', { force: true }, opened.run);
    });
    afterAll(() => opened.close());

    /** What became of a window; undefined when it could not be trained on at all. */
    async function drill(source: readonly Poisoned[]): Promise<Promoted | undefined> {
      const again = definition(source, world, learner);
      try {
        const { promote } = await retrainModel(again, opened.run, { triggered: [], env: {}, train: () => train(again, opened.run) });
        if (promote.moved) await opened.run.workspace.registry.rollback('drill');
        return promote;
      } catch (error) {
        if (!(error instanceof MillwrightError)) throw error;
        return undefined;
      }
    }
    /** What speaks against it beside the gate, which always tells how many rows it had. */
    const doubts = (promoted: Promoted | undefined): readonly string[] =>
      promoted?.gate.reasons.some((reason) => reason.startsWith('There are'))
        ? []
        : (promoted?.gate.reasons ?? ['it cannot be trained on']);

    it.each(Object.entries(poisons))('%s: never promoted, and not for want of proof alone', async (_name, poison) => {
      for (let seed = 2; seed < 2 + DRILLS; seed++) {
        const promoted = await drill(poison(clean(seed), world, seed));
        expect(promoted?.moved ?? false).toBe(false);
        expect(doubts(promoted).length, `seed ${seed}`).toBeGreaterThan(0);
      }
    });

    it('clean windows are left to the gate', async () => {
      for (let seed = 20; seed < 28; seed++) expect(doubts(await drill(clean(seed))), `seed ${seed}`).toEqual([]);
    });
  },
);
