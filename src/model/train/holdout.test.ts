import { describe, expect, it } from 'vitest';
import { blockRun, people } from '../../../test/support/model-run.js';
import { random } from '../../core/index.js';
import { t } from '../../data/index.js';
import { learn } from '../../expr/index.js';
import { rows } from '../../features/index.js';
import { gbdt, linear } from '../../learn/index.js';
import { readHoldout } from '../artifact/index.js';
import { model, openModel, train, type Model } from '../index.js';

const block = blockRun();
const draw = random(5, 'coins');
const truth = { left: t.bool({ true: 'Yes', false: 'No' }) };

async function holdoutOf(definition: Model) {
  const { workspace } = block.run;
  return (await readHoldout(workspace.blobs, (await workspace.registry.resolve(definition.name)).files))!;
}

describe('the holdout is unseen', () => {
  it('features that memorise every row look no better than a coin', async () => {
    const coins = Array.from({ length: 600 }, (_, i) => ({ key: `k${i % 300}`, n: i, left: draw.int(2) === 1 ? 'Yes' : 'No' }));
    const memory = model(
      'memory',
      rows(coins, { key: t.category(), n: t.int(), ...truth })
        .target('left')
        .features((c) => ({ mean: learn.targetMean(c.key, { smoothing: 0 }), key: learn.category(c.key, { max: 1000 }), n: c.n })),
      { learner: gbdt({ leaves: 63, minRowsPerLeaf: 1 }) },
    );
    const trained = await train(memory as Model, block.run);
    expect(trained.metrics['auc'].low).toBeLessThan(0.5);
    expect(trained.metrics['auc'].high).toBeGreaterThan(0.5);
    expect(trained.metrics['auc'].value).toBeLessThan(0.62);
    expect(trained.metrics['log_loss'].value).toBeGreaterThan(trained.baseline['log_loss']);
  });

  it('levels, means and quantiles are learned from training rows alone, then from all rows for the registered model', async () => {
    const list = Array.from({ length: 200 }, (_, i) => ({ city: `city ${i}`, x: i, y: i + draw.uniform() }));
    const cities = model(
      'cities',
      rows(list, { city: t.category(), x: t.int(), y: t.number() })
        .target('y')
        .features((c) => ({ city: learn.category(c.city, { max: 1000 }), x: c.x.sub(learn.mean(c.x)) })),
      { learner: linear() },
    );
    await train(cities as Model, block.run);
    const open = await openModel('cities', block.run);
    const { row, y, margins } = await holdoutOf(cities as Model);
    const [city] = open.content.features;
    expect(JSON.stringify(city.node)).toContain('"city 199"');
    expect([row.length, y.length, margins.length]).toEqual([40, 40, 40]);
    expect([...y]).toEqual([...row].map((i) => list[i].y));
    const refitted = [...row].map((i) => open.rowMargins(list[i])[0]);
    const errors = (guesses: ArrayLike<number>): number => [...y].reduce((sum, v, i) => sum + Math.abs(v - guesses[i]), 0) / y.length;
    expect(errors(refitted)).toBeLessThan(errors(margins));
  });

  it('rows of a group stand on one side, and figures on few groups are less sure', async () => {
    const list = people(600).map((p, i) => ({ ...p, house: `h${i % 30}` }));
    const schema = { house: t.id(), tenure: t.int(), plan: t.category().nullable(), ...truth };
    const features = { learner: linear() } as const;
    const define = (name: string, group: boolean): Model =>
      model(
        name,
        rows(list as never, schema)
          .target('left', group ? { group: 'house' } : {})
          .features((c) => ({ tenure: c.tenure, plan: learn.oneHot(c.plan) })),
        features,
      ) as Model;
    const grouped = await train(define('grouped', true), block.run);
    const { row, unit } = await holdoutOf(define('grouped', true));
    const houses = new Set([...row].map((i) => i % 30));
    expect(row.length).toBe(houses.size * 20);
    expect(new Set(unit).size).toBe(houses.size);
    expect(grouped.rows).toEqual({ train: 600 - row.length, holdout: row.length, quarantined: 0 });
    await train(define('single', false), block.run);
    expect((await holdoutOf(define('single', false)))['unit']).toBeUndefined();
  });
});

async function rmseWidth(definition: Model): Promise<number> {
  const { rmse } = (await train(definition, block.run)).metrics;
  return rmse.high - rmse.low;
}

describe('intervals', () => {
  it('are wider when rows of a group are alike', async () => {
    const list = Array.from({ length: 600 }, (_, i) => {
      const house = i % 30;
      const luck = random(3, 'house', house).normal();
      return { house: `h${house}`, x: random(4, 'x', i).normal(), y: luck + 0.1 * random(4, 'y', i).normal() };
    });
    const define = (name: string, group: boolean): Model =>
      model(
        name,
        rows(list, { house: t.id(), x: t.number(), y: t.number() })
          .target('y', group ? { group: 'house' } : {})
          .features((c) => ({ x: c.x })),
        { learner: linear() },
      ) as Model;
    expect(await rmseWidth(define('by-house', true))).toBeGreaterThan(2 * (await rmseWidth(define('by-row', false))));
  });
});

const holdoutRows = async (definition: Model): Promise<number[]> => [...(await holdoutOf(definition))['row']];

describe('a declared time', () => {
  const list = people(400);
  const define = (name: string, options: object, change: (row: (typeof list)[number], i: number) => object = () => ({})): Model =>
    model(
      name,
      rows(list.map((row, i) => ({ ...row, ...change(row, i) })) as never, {
        at: t.timestamp().nullable(),
        tenure: t.int(),
        spend: t.number(),
      })
        .target('spend', { time: 'at', ...options })
        .features((c) => ({ tenure: c.tenure })),
      { learner: linear() },
    ) as Model;

  it('makes the newest rows the holdout, with a gap before them', async () => {
    const trained = await train(define('newest', { gapMs: 10 * 3_600_000 }), block.run);
    expect(await holdoutRows(define('newest', {}))).toEqual(Array.from({ length: 80 }, (_, i) => 320 + i));
    expect(trained.rows).toEqual({ train: 310, holdout: 80, quarantined: 0 });
    expect(trained.notes).toContain(
      '10 rows on neither side of the split (the gap before the holdout, a label that was still open then, or a group on both sides): only the last fit learned from them.',
    );
  });

  it('leaves out rows whose label was still open when the holdout began, and folds follow', async () => {
    const trained = await train(define('slow', { labelsWithin: '24h' }), block.run);
    expect(trained.rows).toEqual({ train: 296, holdout: 80, quarantined: 0 });
    expect(trained.notes.join()).toContain('24 rows on neither side of the split');
    const { learner: _, ...purged } = define('purged', { labelsWithin: '5h', embargo: '2h', split: 'purged' });
    const compared = await train({ ...purged, learner: undefined, coverage: { level: 0.9, method: 'absolute' } } as Model, block.run);
    expect(compared.rows.train).toBe(315);
    expect(compared.leaderboard.map((l) => ('folds' in l ? l.folds.length : 0))).toEqual([5, 5]);
  });

  it('hints at labels that take time where the split does not know of it', async () => {
    const slow = (name: string, options: object): Model => ({
      ...define(name, options),
      monitor: { labelsWithin: '24h', alerts: {}, notify: [] },
    });
    const hint = expect.stringContaining("say labelsWithin: '24h' beside time: 'at'");
    expect((await train(slow('hinted', {}), block.run)).notes).toContainEqual(hint);
    expect((await train(slow('heeded', { labelsWithin: '24h' }), block.run)).notes).not.toContainEqual(hint);
  });

  it('splits at random only when told to', async () => {
    await train(define('forced', { split: 'random' }), block.run);
    const forced = await holdoutRows(define('forced', {}));
    expect(forced.length).toBe(80);
    expect(Math.min(...forced)).toBeLessThan(100);
  });

  it('says which rows have none', async () => {
    const trained = await train(
      define('timeless', {}, (_, i) => (i % 8 === 0 ? { at: null } : {})),
      block.run,
    );
    expect(trained.rows).toEqual({ train: 280, holdout: 70, quarantined: 0 });
    expect(trained.notes).toContain('50 rows without a "at": neither judged nor learned from before the last fit.');
  });

  it('follows time in cross-validation too', async () => {
    const { learner: _, ...definition } = define('compared', {});
    const trained = await train({ ...definition, learner: undefined }, block.run);
    expect(trained.leaderboard.map((l) => ('folds' in l ? l.folds.length : 0))).toEqual([5, 5]);
  });
});
