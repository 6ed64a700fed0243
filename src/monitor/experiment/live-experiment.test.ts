import { beforeAll, describe, expect, it } from 'vitest';
import { blockRun, people } from '../../../test/support/model-run.js';
import { random } from '../../core/index.js';
import { t } from '../../data/index.js';
import { rows } from '../../features/index.js';
import { linear } from '../../learn/index.js';
import { model, train, type Model } from '../../model/index.js';
import { addAudit, addEvents, addSlates, setRouting, type RoutingRules } from '../../store/index.js';
import { earnedBy } from './revenue.js';
import { liveExperiment } from './live-experiment.js';

const HOUR_MS = 3_600_000;
const block = blockRun();
const shop = model(
  'shop',
  rows(people(60) as never, { tenure: t.int(), spend: t.number() })
    .target('spend')
    .features((c) => ({ tenure: c.tenure })),
  { learner: linear() },
) as Model;

/** Lists of users in an experiment: user, arm, hour. */
const answer = (experiment: string, lists: readonly (readonly [string | null, string | null, number])[]) =>
  block.run.workspace.store.write(async (tx) => {
    const records = lists.map(([user, arm, hour], i) => [
      `${experiment} ${i}`,
      'shop',
      arm === '2' ? 2 : 1,
      hour * HOUR_MS,
      'ab',
      experiment,
      arm,
      user,
      5,
      '[["tea",1]]',
      100,
    ]);
    await addSlates(tx, 'sqlite', JSON.stringify(records));
    return null;
  });

let count = 0;
/** Events of users: user, type, hour, price, quantity. */
const happened = (events: readonly (readonly [string, string, number, (number | null)?, (number | null)?])[]) =>
  block.run.workspace.store.write(async (tx) => {
    const records = events.map(([user, type, hour, price = null, quantity = null]) => [
      `e${count++}`,
      user,
      'tea',
      type,
      hour * HOUR_MS,
      null,
      quantity,
      price,
      null,
      0,
    ]);
    await addEvents(tx, 'sqlite', JSON.stringify(records));
    return null;
  });

const rules = (salt: string, percent: number, times = 1) =>
  block.run.workspace.store.write(async (tx) => {
    const routing: RoutingRules = { ab: { salt, arms: [{ to: 2, percent }] } };
    await setRouting(tx, 'shop', routing, 0);
    for (let i = 0; i < times; i++)
      await addAudit(tx, { at: i, actor: 'test', action: 'routing.set', subject: 'shop', detail: routing as never });
    return null;
  });

describe('what users brought', () => {
  const users = [
    { user: 'a', arm: 'champion', arms: 1, first: 10 },
    { user: 'b', arm: '2', arms: 1, first: 20 },
  ];
  it('counts from the first answer on, times the quantity, less what came back', () => {
    const event = (user: string, type: string, at: number, price: number | null, quantity: number | null = null) => ({
      user,
      type,
      at,
      price,
      quantity,
    });
    const earned = earnedBy(
      users,
      [
        event('a', 'purchase', 9, 7),
        event('a', 'purchase', 10, 3, 2),
        event('a', 'return', 12, 3),
        event('b', 'purchase', 30, null),
        event('b', 'return', 5, 4),
      ],
      new Set(['return']),
    );
    expect([...earned.revenue]).toEqual([3, 0]);
    expect([...earned.bought]).toEqual([1, 1]);
    expect([...earned.before]).toEqual([7, -4]);
    expect(earned.unpriced).toBe(1);
  });
});

describe('a live experiment', () => {
  beforeAll(async () => {
    await train(shop, block.run);
  });

  it('is none while no list belongs to one, or one side alone has answered', async () => {
    await expect(liveExperiment('shop', block.run)).rejects.toMatchObject({ code: 'MW_MONITOR_EXPERIMENT' });
    await expect(liveExperiment('nothing', block.run)).rejects.toMatchObject({ code: 'MW_MODEL_UNKNOWN' });
    await answer('lone', [['a', 'champion', 1]]);
    await expect(liveExperiment('shop', block.run)).rejects.toThrow('on one side alone so far: champion');
    await expect(liveExperiment('shop', block.run, { experiment: 'gone' })).rejects.toThrow('belongs to "gone"');
  });

  it('joins purchases to the sides of users, once a user, and leaves out who was on two', async () => {
    await answer('small', [
      ['s1', 'champion', 10],
      ['s1', 'champion', 30],
      ['s2', 'champion', 11],
      ['s3', '2', 12],
      ['s4', '2', 13],
      ['s5', '2', 14],
      ['s5', 'champion', 15],
      [null, null, 16],
    ]);
    await happened([
      ['s1', 'purchase', 20, 10],
      ['s1', 'purchase', 40, 5, 2],
      ['s2', 'view', 20, 99],
      ['s3', 'purchase', 20, 8],
      ['s3', 'return', 21, 3],
      ['s5', 'purchase', 20, 1000],
      ['elsewhere', 'purchase', 20, 1000],
    ]);
    const found = await liveExperiment('shop', block.run, { experiment: 'small' });
    expect(found).toMatchObject({ model: 'shop', experiment: 'small', rows: 4, inTwoArms: 1, faults: [] });
    const [revenue, bought] = found.outcomes;
    // The champion's visitors brought 20 and 0, those of version 2 brought 5 and 0.
    expect(revenue.arms.map(({ arm, rows: visitors, mean, deviation }) => [arm, visitors, mean, deviation])).toEqual([
      ['champion', 2, 10, Math.sqrt(200)],
      ['2', 2, 2.5, Math.sqrt(12.5)],
    ]);
    expect(bought.arms.map(({ rows: visitors }) => visitors)).toEqual([2, 2]);
    expect(revenue.against[0].verdict).toBe('early');
    expect(found.answered).toEqual([
      { arm: '2', version: 2, lists: 3 },
      { arm: 'champion', version: 1, lists: 4 },
    ]);
    expect(found.period).toEqual({ from: '1970-01-01T10:00:00.000Z', to: '1970-01-01T14:00:00.000Z' });
    expect(found.notes).toEqual([expect.stringContaining('not known')]);
    const later = await liveExperiment('shop', block.run, { experiment: 'small', from: 25 * HOUR_MS }).catch((error: Error) => error);
    expect(later).toMatchObject({ code: 'MW_MONITOR_EXPERIMENT' });
  });

  /** So many visitors, a share of them on the other side, who bring `lift` more on average. */
  const simulated = async (name: string, visitors: number, share: number, lift: number): Promise<void> => {
    const draw = random(3, name);
    const all = Array.from({ length: visitors }, (_, i) => ({ user: `${name} ${i}`, arm: draw.uniform() < share ? '2' : 'champion' }));
    await answer(
      name,
      all.map(({ user, arm }, i) => [user, arm, 100 + i / 1000]),
    );
    const taste = all.map(() => Math.exp(draw.normal()));
    await happened(all.map(({ user }, i) => [user, 'purchase', 50, 10 * taste[i]]));
    await happened(all.map(({ user, arm }, i) => [user, 'purchase', 300, 10 * taste[i] + (arm === '2' ? lift : 0) + draw.normal()]));
  };

  it('finds a planted effect, narrower by what visitors brought before, and checks the shares by the rules', async () => {
    await rules('planted', 30);
    await simulated('planted', 3000, 0.3, 2);
    const { outcomes, sampleRatio, arms, notes } = await liveExperiment('shop', block.run);
    expect(arms.map(({ arm, due }) => [arm, due])).toEqual([
      ['champion', 0.7],
      ['2', 0.3],
    ]);
    expect([sampleRatio.ok, notes]).toEqual([true, []]);
    const [{ difference, verdict }] = outcomes[0].against;
    expect(verdict).toBe('better');
    expect(difference.low).toBeLessThan(2);
    expect(difference.high).toBeGreaterThan(2);
    expect(outcomes[0].adjusted!.varianceReduction).toBeGreaterThan(0.9);
  });

  it('says nothing of sides that are not as drawn, and does not check shares that were changed', async () => {
    await rules('skewed', 50, 2);
    await simulated('skewed', 800, 0.4, 0);
    const skewed = await liveExperiment('shop', block.run, { experiment: 'skewed' });
    expect([skewed.faults, skewed.outcomes[0].against[0].verdict]).toEqual([['sample_ratio'], 'none']);
    await rules('skewed', 20);
    const changed = await liveExperiment('shop', block.run, { experiment: 'skewed' });
    expect([changed.faults, changed.notes]).toEqual([[], [expect.stringContaining('were changed')]]);
  });
});
