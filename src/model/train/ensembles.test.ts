import { describe, expect, it } from 'vitest';
import { blockRun } from '../../../test/support/model-run.js';
import { random } from '../../core/index.js';
import { t } from '../../data/index.js';
import { learn } from '../../expr/index.js';
import { rows } from '../../features/index.js';
import { blend, constant, gbdt, knn, linear } from '../../learn/index.js';
import { explainRow, model, openModel, train, type Model } from '../index.js';

const block = blockRun();
const draw = random(8, 'twins');
const truth = { left: t.bool({ true: 'Yes', false: 'No' }) };
const schema = { house: t.id(), place: t.number(), kind: t.category(), ...truth };

/** Two people per house who do the same, at random: what one does says what the other does, and nothing about other houses. */
const twins = Array.from({ length: 300 }, () => [draw.uniform(), draw.int(2)]).flatMap(([place, coin], house) =>
  [0, 1].map(() => ({ house: `h${house}`, place, kind: coin === 1 && draw.int(4) > 0 ? 'a' : 'b', left: coin === 1 ? 'Yes' : 'No' })),
);

async function weightsOf(definition: unknown): Promise<Readonly<Record<string, number>>> {
  const trained = await train(definition as Model, block.run);
  const { predictor } = await openModel(`${trained.model}@${trained.version}`, block.run);
  const { meta, arrays } = predictor.toParts();
  const { members } = meta as unknown as { members: readonly { learner: string }[] };
  return Object.fromEntries(members.map(({ learner }, m) => [learner, arrays['weights'][m]]));
}

describe('an ensemble in a model', () => {
  it('is told which rows belong together, so that members who remember rows get no say', async () => {
    const learner = blend({ members: [constant(), knn({ neighbours: 1, smoothing: 0.1 })] });
    const [apart, together] = [rows(twins, schema).target('left'), rows(twins, schema).target('left', { group: 'house' })];
    expect((await weightsOf(model('apart', apart.features((c) => ({ place: c.place })), { learner })))['knn']).toBeGreaterThan(0.5); // prettier-ignore
    expect((await weightsOf(model('together', together.features((c) => ({ place: c.place })), { learner })))['constant']).toBeGreaterThan(0.9); // prettier-ignore
  });

  it('is stored, opened and explained exactly, member by member', async () => {
    const problem = rows(twins, schema).target('left', { group: 'house' });
    const features = problem.features((c) => ({ place: c.place, kind: learn.category(c.kind) }));
    const both = model('both', features, { learner: blend({ members: [linear(), gbdt({ trees: 10 })], folds: 3 }) });
    const [first, second] = [await train(both as Model, block.run), await train(both as Model, block.run)];
    expect(second.digest).toBe(first.digest);
    expect(first.params['members']).toMatchObject([{ learner: 'linear', params: { l2: 1 } }, { learner: 'gbdt' }]);
    const [row] = (await explainRow('both', { house: 'h', place: 0.5, kind: 'a' }, block.run)).rows;
    const margin = row.contributions.reduce((sum, { effect }) => sum + effect, row.base);
    expect(1 / (1 + Math.exp(-margin))).toBeCloseTo(row.probability!, 12);
  });
});
