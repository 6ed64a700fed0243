import { describe, expect, it } from 'vitest';
import { openRun, people, type ModelRun } from '../../../test/support/model-run.js';
import { t } from '../../data/index.js';
import { rows } from '../../features/index.js';
import { linear } from '../../learn/index.js';
import { model, promoteVersion, rollbackAlias, train, type Model, type ModelOptions } from '../index.js';

const schema = { house: t.id(), tenure: t.int(), bill: t.number(), left: t.bool({ true: 'Yes', false: 'No' }) };

/** `knows` the tenure, which matters, or only the bill, which does not. */
function churn(
  knows: 'tenure' | 'bill',
  change: { seed?: number; gate?: ModelOptions<never, 'binary'>['gate']; group?: boolean } = {},
): Model {
  const list = people(600, change.seed ?? 1).map((row, i) => ({ ...row, house: `h${i % 60}` }));
  return model(
    'churn',
    rows(list as never, schema)
      .target('left', change.group ? { group: 'house' } : {})
      .features((c) => (knows === 'tenure' ? { tenure: c.tenure } : { bill: c.bill })),
    {
      learner: linear(),
      slices: (c) => ({ 'short tenure': c.tenure.lt(20) }),
      ...(change.gate ? { gate: change.gate } : {}),
    },
  ) as Model;
}

const within = async (work: (opened: ModelRun) => Promise<void>): Promise<void> => {
  const opened = await openRun();
  await work(opened).finally(opened.close);
};
const promote = (opened: ModelRun, version: number, force = false, alias = 'champion') =>
  promoteVersion(`churn@${version}`, alias, { force }, opened.run);

describe('the gate', () => {
  it('lets the first version through, and a better one after it, paired on the rows that neither saw', () =>
    within(async (opened) => {
      await train(churn('bill'), opened.run);
      expect(await promote(opened, 1)).toMatchObject({ from: null, to: 1, moved: true, gate: { passed: true } });
      await train(churn('tenure'), opened.run);
      const { moved, from, gate } = await promote(opened, 2);
      expect([moved, from, gate.passed]).toEqual([true, 1, true]);
      expect(gate.reasons.join('\n')).toMatch(/log_loss is 0\.\d+ better than that of churn@1 on the same 120 rows \(0\.\d+\)/);
    }));

  it('refuses a worse one and changes nothing; force moves it and the history keeps the refusal', () =>
    within(async (opened) => {
      await train(churn('tenure'), opened.run);
      await train(churn('bill'), opened.run);
      await promote(opened, 1);
      const refused = await promote(opened, 2);
      expect(refused).toMatchObject({ moved: false, from: 1, to: 2, gate: { passed: false } });
      expect(refused.gate.reasons[0]).toMatch(/worse than that of churn@1/);
      const { registry } = opened.run.workspace;
      expect((await registry.resolve('churn@champion')).version).toBe(1);
      expect(await promote(opened, 2, true)).toMatchObject({ moved: true, from: 1, to: 2, gate: { passed: false } });
      const [, forced] = await registry.history('churn', 'champion');
      expect(forced.note).toEqual({ gate: { passed: false, reasons: refused.gate.reasons }, forced: true });
      expect(await rollbackAlias('churn', opened.run)).toMatchObject({ from: 2, to: 1 });
    }));

  it('compares versions of other data on the rows that the champion scored when the newcomer was trained, and tells its figure on those', () =>
    within(async (opened) => {
      const { metrics: before } = await train(churn('bill'), opened.run);
      await promote(opened, 1);
      const { metrics: now } = await train(churn('tenure', { seed: 2 }), opened.run);
      const { gate } = await promote(opened, 2);
      expect(gate).toMatchObject({ passed: true });
      const words = /log_loss is (\S+) better than that of churn@1 on the same 120 rows \((\S+)\)/.exec(gate.reasons.join('\n'));
      const [gain, other] = (words ?? []).slice(1).map(Number);
      expect(Math.abs(other - gain - now.log_loss.value)).toBeLessThan(1e-4);
      expect(Math.abs(other - before.log_loss.value)).toBeGreaterThan(4e-4);
    }));

  it('promises nothing of versions that were never put side by side', () =>
    within(async (opened) => {
      await train(churn('bill'), opened.run);
      await train(churn('tenure', { seed: 2 }), opened.run);
      await promote(opened, 1);
      const { gate } = await promote(opened, 2);
      expect(gate).toMatchObject({ passed: false });
      expect(gate.reasons[0]).toBe('There are only 0 rows in common with churn@1; at least 30 are due.');
    }));

  it('draws whole groups where they are declared', () =>
    within(async (opened) => {
      await train(churn('bill', { group: true }), opened.run);
      await promote(opened, 1);
      await train(churn('tenure', { group: true }), opened.run);
      expect(await promote(opened, 2)).toMatchObject({ moved: true });
    }));

  it('keeps floors over all rows and in slices', () =>
    within(async (opened) => {
      await train(churn('tenure', { gate: { floors: { auc: 0.7, 'log_loss: short tenure': 5 } } }), opened.run);
      const { moved, gate } = await promote(opened, 1);
      expect(moved).toBe(true);
      expect(gate.reasons.join('\n')).toMatch(/auc is 0\.\d+; it must be at least 0\.7\.[\s\S]*log_loss in the segment "short tenure" is/);
      await train(churn('tenure', { gate: { floors: { 'auc: short tenure': 0.999 } } }), opened.run);
      expect(await promote(opened, 2)).toMatchObject({ moved: false });
    }));

  it('compares for the champion alone: other aliases are labels', () =>
    within(async (opened) => {
      await train(churn('tenure'), opened.run);
      await train(churn('bill'), opened.run);
      await promote(opened, 1, false, 'shadow');
      expect(await promote(opened, 2, false, 'shadow')).toMatchObject({ moved: true, from: 1, to: 2 });
      await expect(promoteVersion('churn@shadow', 'no space', { force: false }, opened.run)).rejects.toMatchObject({
        code: 'MW_MODEL_ALIAS_NAME',
      });
    }));

  it('asks which version when the name already means the alias', () =>
    within(async (opened) => {
      await train(churn('tenure'), opened.run);
      await promote(opened, 1);
      await expect(promoteVersion('churn', 'champion', { force: false }, opened.run)).rejects.toMatchObject({
        code: 'MW_MODEL_PROMOTE_WHICH',
      });
    }));
});
