import { describe, expect, it } from 'vitest';
import { blockRun, people } from '../../../test/support/model-run.js';
import { random, sigmoid } from '../../core/index.js';
import { t } from '../../data/index.js';
import { learn } from '../../expr/index.js';
import { rows } from '../../features/index.js';
import { gbdt } from '../../learn/index.js';
import { explainRows, model, openModel, train } from '../index.js';
import { calibrationNotes, calibrationOf, calibrationsBut, honestMargins } from './calibrate.js';
import type { Training } from './training.js';

const opened = blockRun();
const table = rows(people(400) as never, {
  id: t.id(),
  tenure: t.int(),
  bill: t.number(),
  plan: t.category().nullable(),
  left: t.bool({ true: 'Yes', false: 'No' }),
  segment: t.category(),
  spend: t.number(),
});
const features = table.target('left', { folds: 3 }).features((c) => ({ tenure: c.tenure, bill: c.bill, plan: learn.category(c.plan) }));
const learner = gbdt({ trees: 40, bins: 15 });

describe('calibration of a model', { timeout: 60_000 }, () => {
  it('is the way that the definition names, or the run; what is served, decided and explained goes by it', async () => {
    const own = model('own', features, { learner, calibration: 'isotonic' });
    const isotonic = await train(own, opened.run);
    expect(isotonic.notes.at(-1)).toMatch(
      /^Probabilities are calibrated by isotonic, learned from 320 rows .* log-loss of 0\.\d+ one of 0\.\d+(, which is worse: .*)?\.$/,
    );
    const open = await openModel(`own@${isotonic.version}`, opened.run);
    expect(open.content.calibration.curve).toMatchObject({ kind: 'isotonic' });
    const row = { tenure: 3, bill: 80, plan: 'monthly', id: '1' };
    const {
      rows: [{ probability, base, contributions }],
    } = await explainRows(`own@${isotonic.version}`, [row], opened.run);
    expect(sigmoid(open.rowMargins(row)[0])).toBe(probability);
    expect(sigmoid(base + contributions.reduce((sum, { effect }) => sum + effect, 0))).toBeCloseTo(probability!, 9);
    const beta = await train(own, { ...opened.run, calibration: 'beta' });
    expect((await openModel(`own@${beta.version}`, opened.run)).content.calibration.curve).toMatchObject({ kind: 'beta' });
    expect(new Set([isotonic.digest, beta.digest]).size).toBe(2);
    expect(isotonic.metrics['auc'].value).toBeGreaterThan(0.5);
  });

  it('is as ever where none is named, and none where none is wanted', async () => {
    const digestOf = async (options: object): Promise<string> => (await train(model('own', features, options), opened.run)).digest;
    const [plain, auto, none] = [await digestOf({}), await digestOf({ calibration: 'auto' }), await digestOf({ calibration: 'none' })];
    expect(auto).toBe(plain);
    expect(none).not.toBe(plain);
    const searched = await train(model('own', features, { learner, calibration: 'beta' }), { ...opened.run, tuning: { trials: 2 } });
    expect(searched.notes.some((note) => note.startsWith('Probabilities are calibrated by beta'))).toBe(true);
  });

  it('is refused where the task has no such way', () => {
    const several = table.target('segment').features((c) => ({ bill: c.bill }));
    const number = table.target('spend').features((c) => ({ bill: c.bill }));
    expect(() => model('m', several, { calibration: 'isotonic' as never })).toThrow(
      'the task multiclass cannot be calibrated by "isotonic"',
    );
    expect(() => model('m', number, { calibration: 'platt' as never })).toThrow(/regression cannot/);
    expect(() => model('m', features, { calibration: 'sigmoid' as never })).toThrow(/"sigmoid"/);
    expect(model('m', several, { calibration: 'temperature' }).calibration).toBe('temperature');
  });
});

describe('what a calibration that was asked for is worth', () => {
  const count = 400;
  const draw = random(3, 'noise');
  const margins = Float64Array.from({ length: count }, () => draw.normal());
  const y = Float64Array.from({ length: count }, () => Number(draw.uniform() < 0.5));
  const all = Int32Array.from({ length: count }, (_, i) => i);
  const trainingOf = (calibration: string, truths: Float64Array = y) =>
    ({ plan: { calibration }, prepared: { target: { task: 'binary', y: truths, labels: ['No', 'Yes'] } } }) as unknown as Training;
  const parts = [0, 1].map((part) => all.filter((row) => row % 2 === part));
  const each = (truths: Float64Array, calibration = 'isotonic') => {
    const training = trainingOf(calibration, truths);
    return calibrationsBut(training, calibrationOf(training, all, margins), { rows: all, margins }, parts);
  };

  it('is said by rows that it was not learned from', () => {
    const flipped = y.map((truth, row) => (row % 2 === 0 ? 1 - truth : truth));
    expect(each(flipped)[0]).toEqual(each(y)[0]);
    expect(each(flipped)[1]).not.toEqual(each(y)[1]);
    const [one, other] = each(y, 'auto');
    expect(other).toBe(one);
    // So are the margins that thresholds are learned from: another label of a row moves those of the others alone.
    const honest = (truths: Float64Array) => {
      const training = trainingOf('isotonic', truths);
      return honestMargins(training, calibrationOf(training, all, margins)!, { rows: all, margins });
    };
    const fifth = y.map((truth, row) => (row % 5 === 2 ? 1 - truth : truth));
    const [before, after] = [honest(y), honest(fifth)];
    expect(all.every((row) => row % 5 !== 2 || before[row] === after[row])).toBe(true);
    expect(all.some((row) => row % 5 !== 2 && before[row] !== after[row])).toBe(true);
  });

  it('is nothing where margins say nothing: a curve through noise is told as worse', () => {
    // Knowing only that labels are even is log-loss ln 2; a curve that saw them promises less.
    const [note] = calibrationNotes(trainingOf('isotonic'), all, margins);
    const [, after] = /one of (\d\.\d+)/.exec(note)!;
    expect(Number(after)).toBeGreaterThan(Math.LN2);
    expect(calibrationNotes(trainingOf('auto'), all, margins)).toEqual([]);
  });
});
