import { describe, expect, it } from 'vitest';
import { blockRun } from '../../../test/support/model-run.js';
import { random } from '../../core/index.js';
import { t } from '../../data/index.js';
import { learn } from '../../expr/index.js';
import { rows } from '../../features/index.js';
import { blend, gbdt, isolationForest, linear, type LearnerChoice } from '../../learn/index.js';
import { explainRows, model, train, type Model } from '../index.js';

const block = blockRun();
const draw = random(5, 'pairs');
const schema = { heat: t.number(), wet: t.number(), soil: t.category(), grown: t.number() };
/** What grows needs heat and water together; the soil adds on its own. */
const fields = Array.from({ length: 300 }, () => {
  const [heat, wet] = [Math.round(4 * draw.uniform()), Math.round(4 * draw.uniform())];
  const soil = draw.uniform() < 0.5 ? 'clay' : 'sand';
  return { heat, wet, soil, grown: heat * wet + (soil === 'clay' ? 3 : 0) + 0.1 * draw.normal() };
});
const sent = [0, 1, 2, 3, 4].flatMap((heat) => [0, 4].map((wet) => ({ heat, wet, soil: 'clay' })));

async function pairsBy(learner: LearnerChoice<'regression'>, withSoil = true) {
  const table = rows(fields, schema).target('grown');
  const one = withSoil
    ? model(
        'pairs',
        table.features((c) => ({ heat: c.heat, wet: c.wet, soil: learn.oneHot(c.soil) })),
        { learner },
      )
    : model(
        'pairs',
        table.features((c) => ({ heat: c.heat, wet: c.wet })),
        { learner },
      );
  const { version } = await train(one as unknown as Model, block.run);
  return explainRows(`pairs@${version}`, sent, block.run, { interactions: true });
}

describe('which features act together', () => {
  it('takes a pair out of two features and leaves each what it says alone', async () => {
    const { rows: told } = await pairsBy(gbdt({ trees: 40, leaves: 8 }), false);
    // With two players the contribution less half the pair is v({i}) − v({}), which the other feature's value cannot move.
    const alone = told.map(({ contributions, interactions }) => {
      const heat = contributions.find(({ feature }) => feature === 'heat')!.effect;
      return heat - (interactions![0]?.effect ?? 0) / 2;
    });
    for (let i = 0; i < alone.length; i += 2) expect(alone[i]).toBeCloseTo(alone[i + 1], 9);
    expect(told[0].interactions![0].features).toEqual(['heat', 'wet']);
  });

  it('finds the planted pair first, with the sign that a product has about its means', async () => {
    const { rows: told, interactions } = await pairsBy(gbdt({ trees: 60, leaves: 8 }));
    expect(interactions![0].features).toEqual(['heat', 'wet']);
    expect(interactions![0].importance).toBeGreaterThan(2 * (interactions![1]?.importance ?? 0));
    // (heat − 2)(wet − 2) at the corners of 0 … 4.
    const planted = (i: number): number => told[i].interactions!.find(({ features }) => features.join() === 'heat,wet')!.effect;
    expect([planted(0), planted(1), planted(8), planted(9)].map(Math.sign)).toEqual([1, -1, -1, 1]);
  });

  it('says none of a linear model, and of a blend what its trees say', async () => {
    const linearly = await pairsBy(linear());
    expect([linearly.interactions, linearly.rows[0].interactions]).toEqual([[], []]);
    const mixed = await pairsBy(blend({ members: [linear(), gbdt({ trees: 40, leaves: 8 })] }));
    expect(mixed.interactions![0].features).toEqual(['heat', 'wet']);
  });

  it('refuses where a learner cannot say', async () => {
    const odd = model('odd', rows(fields, schema).outliers().features((c) => ({ heat: c.heat, wet: c.wet })), { learner: isolationForest({ trees: 5 }) }); // prettier-ignore
    await train(odd as unknown as Model, block.run);
    await expect(explainRows('odd', sent, block.run, { interactions: true })).rejects.toMatchObject({ code: 'MW_MODEL_NO_INTERACTIONS' });
  });
});
