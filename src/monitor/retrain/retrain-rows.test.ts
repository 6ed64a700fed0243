import { describe, expect, it } from 'vitest';
import { blockRun } from '../../../test/support/model-run.js';
import { random } from '../../core/index.js';
import { t } from '../../data/index.js';
import { rows } from '../../features/index.js';
import { kmeans } from '../../learn/index.js';
import { model, promoteVersion, train, type Model, type RunOptions } from '../../model/index.js';
import { lookAt } from './look.js';
import { retrainModel, type Retrained } from './retrain.js';
import { dueNow } from './watch.js';

interface Shopper {
  readonly income: number;
  readonly spending: number;
}

/** Three kinds of shoppers. */
function shoppers(n: number, seed: number): readonly Shopper[] {
  const draw = random(seed, 'shoppers');
  return Array.from({ length: n }, (_, i) => ({
    income: [20, 60, 100][i % 3] + 4 * draw.normal(),
    spending: [80, 20, 80][i % 3] + 4 * draw.normal(),
  }));
}

const columns = { income: t.number(), spending: t.number() };
const monitor = { retrain: { promotionsPerDay: 10, newRows: 50, drift: false, decay: false } };
const segments = (source: readonly Shopper[], wanted = 3): Model =>
  model(
    'kinds',
    rows(source as never, columns)
      .segments()
      .features((c) => ({ income: c.income, spending: c.spending })),
    { learner: kmeans({ segments: wanted }), monitor },
  ) as unknown as Model;
const outliers = (source: readonly Shopper[]): Model =>
  model(
    'odd',
    rows(source as never, columns)
      .outliers()
      .features((c) => ({ income: c.income, spending: c.spending })),
    { monitor },
  ) as unknown as Model;

const again = (definition: Model, run: RunOptions): Promise<Retrained> =>
  retrainModel(definition, run, { triggered: [], env: {}, train: () => train(definition, run) });

async function champion(definition: Model, run: RunOptions): Promise<void> {
  const { model: name, version } = await train(definition, run);
  await promoteVersion(`${name}@${version}`, 'champion', { force: false }, run);
}

describe('retraining without a target', () => {
  const block = blockRun();

  it('segments: a newcomer on more rows that is as clear as the champion takes its place', async () => {
    await champion(segments(shoppers(300, 1)), block.run);
    const { promote } = await again(segments(shoppers(400, 1)), block.run);
    expect(promote).toMatchObject({ moved: true, from: 1, to: 2 });
    expect(promote.gate.reasons.join(' ')).toMatch(/silhouette is .* that of kinds@1 on the same 80 rows/);
  });

  it('segments: one that cuts up what the champion holds together does not', async () => {
    const { promote } = await again(segments(shoppers(450, 1), 7), block.run);
    expect(promote).toMatchObject({ moved: false, from: 2, to: 3 });
    expect(promote.gate.reasons[0]).toMatch(/^silhouette is 0\.\d+ worse than that of kinds@2 on the same 90 rows/);
  });

  it('segments: neither a cut-off window, nor a column that broke, nor the same once more', async () => {
    const few = await again(segments(shoppers(90, 1)), block.run);
    expect(few.promote.gate.reasons[0]).toBe(
      "The new data have 90 rows, the champion's had 400 rows: less than half of them is no window to judge by.",
    );
    const scaled = shoppers(400, 1).map((row) => ({ ...row, income: 1000 * row.income }));
    expect((await again(segments(scaled), block.run)).promote.gate.reasons[0]).toMatch(/^"income" is on another scale/);
    expect((await again(segments(shoppers(400, 1)), block.run)).promote.gate.reasons[0]).toMatch(/once more, to the bit/);
  });

  it('segments: is due when the source has grown, and a round of watching looks at it', async () => {
    const grown = segments(shoppers(600, 1));
    const watched = await lookAt(grown, block.run);
    expect(await dueNow(grown, watched, { ...block.run, clock: () => block.run.clock() + 3 * 86_400_000 })).toEqual([
      { kind: 'newRows', text: 'The source has 200 rows more.' },
    ]);
  });

  it('outliers: a newcomer that ranks the rows as the champion does takes its place, another does not', async () => {
    await champion(outliers(shoppers(300, 2)), block.run);
    const same = await again(outliers(shoppers(400, 2)), block.run);
    expect(same.promote).toMatchObject({ moved: true, from: 1, to: 2 });
    expect(same.promote.gate.reasons.join(' ')).toMatch(
      /On the same 80 rows its ranks agree with those of odd@1 to 0\.\d+; it must be at least/,
    );
    const turned = shoppers(400, 2).map(({ income, spending }, i) =>
      i % 2 ? { income, spending } : { income: spending, spending: income },
    );
    const other = await again(outliers(turned), block.run);
    expect(other.promote).toMatchObject({ moved: false, from: 2 });
    expect(other.promote.gate.reasons[0]).toMatch(
      /^Without labels nobody can say .* ranks agree with those of odd@2 to 0\.\d+; it must be/,
    );
  });
});
