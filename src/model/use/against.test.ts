import { beforeAll, describe, expect, it } from 'vitest';
import { blockRun, people } from '../../../test/support/model-run.js';
import { logit, type Matrix } from '../../core/index.js';
import { t } from '../../data/index.js';
import { learn } from '../../expr/index.js';
import { headOf, rowBlock, rows } from '../../features/index.js';
import { gbdt, linear } from '../../learn/index.js';
import { explainMatrix, explainRows, model, openModel, predictRows, train, type Model } from '../index.js';
import { rowsAgainst } from './against.js';

const block = blockRun();
const schema = {
  id: t.id(),
  tenure: t.int(),
  bill: t.number(),
  plan: t.category().nullable(),
  left: t.bool({ true: 'Yes', false: 'No' }),
  segment: t.category(),
  spend: t.number(),
};
const known = Object.keys(schema);
const all = people(400).map((one) => Object.fromEntries(Object.entries(one).filter(([name]) => known.includes(name))));
const table = rows(all as never, schema);
const sent = all.slice(0, 8);

/** A first version that knows the plan, and a second that knows the spend in its place. */
const versions = [
  ...(['left', 'segment'] as const).flatMap((target) => [
    model(
      target,
      table.target(target).features((c) => ({ tenure: c.tenure, plan: learn.oneHot(c.plan) })),
      { learner: linear() },
    ),
    model(
      target,
      table.target(target).features((c) => ({ tenure: c.tenure, spend: c.tenure.mul(c.bill) })),
      { learner: gbdt({ trees: 15, leaves: 5 }) },
    ),
  ]),
  model(
    'spend',
    table.target('spend').features((c) => ({ tenure: c.tenure })),
    { learner: linear() },
  ),
  model(
    'spend',
    table.target('spend').features((c) => ({ tenure: c.tenure, bill: c.bill })),
    { learner: linear() },
  ),
];

beforeAll(async () => {
  for (const one of versions) await train(one as unknown as Model, block.run);
});

const sumOf = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

describe('why a version answers a row differently from another', () => {
  it('adds up, feature by feature, to the difference of log-odds that predict gives', async () => {
    const [of1, of2] = [await predictRows('left@1', sent, block.run), await predictRows('left@2', sent, block.run)];
    const { rows: explained } = await explainRows('left@2', sent, block.run, { against: 'left@1' });
    explained.forEach(({ against, probability }, i) => {
      const { base, contributions, difference } = against!;
      expect(base.difference + sumOf(contributions.map((one) => one.difference))).toBeCloseTo(difference, 10);
      expect(difference).toBeCloseTo(logit(Number(of2.rows[i]['probability'])) - logit(Number(of1.rows[i]['probability'])), 8);
      expect(against).toMatchObject({ version: 1, prediction: of1.rows[i].prediction, probability: of1.rows[i]['probability'] });
      expect(probability).toBe(of2.rows[i]['probability']);
      const by = Object.fromEntries(contributions.map((one) => [one.feature, one]));
      expect([by['plan'].a, by['spend'].b]).toEqual([null, null]);
      expect(by['plan'].difference).toBe(-by['plan'].b!);
      expect(by['tenure'].difference).toBe(by['tenure'].a! - by['tenure'].b!);
    });
  });

  it('comes from the calibration alone where two versions differ in nothing else', async () => {
    const open = await openModel('left@2', block.run);
    const { content, predictor, encodeRow } = open;
    const x = rowBlock(content.features.map(headOf), [{ tenure: 3, bill: 50 }], encodeRow);
    const calibration = { scale: 2, shift: [0.5] };
    const margins = (of: Matrix): Float64Array => open.margins(of).map((margin) => 2 * margin + 0.5);
    const other = { ...open, version: 3, content: { ...content, calibration }, margins };
    expect(content.calibration).toEqual({ scale: 1, shift: [0] });
    const [{ against }] = rowsAgainst({ model: open, x, rows: explainMatrix(open, x) }, other, x);
    const raw = new Float64Array(1);
    predictor.predict(x, raw);
    expect(against.difference).toBeCloseTo(raw[0] - (2 * raw[0] + 0.5), 10);
    expect(against.calibration).toBeCloseTo(against.difference, 10);
  });

  it('is about the class that the explained version answers', async () => {
    const { rows: explained } = await explainRows('segment@2', sent, block.run, { against: 'segment@1' });
    const { rows: alone } = await explainRows('segment@1', sent, block.run);
    const differ = explained.filter(({ prediction, against }) => prediction !== against!.prediction);
    expect(differ.length).toBeGreaterThan(0);
    explained.forEach(({ base, contributions, prediction, against }, i) => {
      const { difference, base: bases, contributions: parts } = against!;
      const [own, other] = [base + sumOf(contributions.map((c) => c.effect)), bases.b + sumOf(parts.map((one) => one.b ?? 0))];
      expect(own - other).toBeCloseTo(difference, 10);
      const called = alone[i].base + sumOf(alone[i].contributions.map((c) => c.effect));
      // The other version gives its own class more than any other, this one's among them.
      if (prediction === alone[i].prediction) expect(other).toBeCloseTo(called, 10);
      else expect(other).toBeLessThan(called);
    });
  });

  it('says in words what counts most', async () => {
    const { rows: explained } = await explainRows('spend@2', sent, block.run, { against: 'spend@1' });
    for (const { prediction, against } of explained) {
      expect(against!.difference).toBeCloseTo((prediction as number) - (against!.prediction as number), 9);
      expect(against!.text).toMatch(
        /^Version 2 gives [\d.,]+, version 1 gave [\d.,]+: (mostly|first of all) because (bill is new|tenure|the average) ?/,
      );
    }
    expect(explained.some(({ against }) => against!.text.includes('because bill is new ('))).toBe(true);
  });

  it('refuses versions that answer different questions', async () => {
    await expect(explainRows('left', sent, block.run, { against: 'spend@1' })).rejects.toMatchObject({ code: 'MW_MODEL_TWO_MODELS' });
  });
});
