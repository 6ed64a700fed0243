import { beforeAll, describe, expect, it } from 'vitest';
import { blockRun, people } from '../../../test/support/model-run.js';
import { t } from '../../data/index.js';
import { rows } from '../../features/index.js';
import { linear } from '../../learn/index.js';
import { model, promoteVersion, train, type Model, type RetrainRules } from '../../model/index.js';
import type { Watched } from '../alerts/watched.js';
import type { DriftFinding } from '../drift/finding.js';
import { lookAt } from './look.js';
import { dueNow, watchModels, watchRound, type WatchOptions } from './watch.js';

const spend = (n: number, retrain?: RetrainRules): Model =>
  model(
    'spend',
    rows(people(n) as never, { tenure: t.int(), bill: t.number(), spend: t.number() })
      .target('spend')
      .features((c) => ({ tenure: c.tenure, bill: c.bill })) as never,
    {
      learner: linear() as never,
      monitor: { alerts: (m) => ({ 'no traffic': m.predictions.lt(1) }), notify: [{ kind: 'console' }], ...(retrain ? { retrain } : {}) },
    },
  ) as unknown as Model;

const quiet: Watched = { model: 'spend', version: 1, figures: {}, drift: [], performance: null };
const drifting: Watched = { ...quiet, drift: [{ alarm: true, text: 'bill moved.' }] as unknown as readonly DriftFinding[] };

describe('watching', () => {
  const block = blockRun();
  beforeAll(async () => {
    await train(spend(200), block.run);
    await promoteVersion('spend@1', 'champion', { force: false }, block.run);
  });
  const options = (models: readonly Model[], rest: Partial<WatchOptions> = {}): WatchOptions => ({
    models,
    run: block.run,
    outside: { env: {} },
    look: async () => quiet,
    train: () => train(models[0], block.run),
    ...rest,
  });
  const attempts = async (): Promise<number> => (await block.run.workspace.registry.versions('spend')).length - 1;

  it('looks at a champion through the monitor, opens its alerts and sends their notices', async () => {
    await watchRound(options([spend(200)], { look: lookAt }));
    expect(block.said.filter((line) => line.includes('"no traffic" since'))).toHaveLength(1);
    await watchRound(options([spend(200)], { look: lookAt }));
    expect(block.said.filter((line) => line.includes('"no traffic" since'))).toHaveLength(1);
  });

  it('trains nothing that is not due, or that says nothing of retraining', async () => {
    await watchRound(options([spend(200)], { look: async () => drifting }));
    await watchRound(options([spend(200, {})]));
    await watchRound(options([{ ...spend(200, {}), name: 'unknown' }], { look: async () => drifting }));
    expect(await attempts()).toBe(0);
  });

  it('counts the rows of the source where a rule asks for them', async () => {
    expect(await dueNow(spend(250, { newRows: 51 }), quiet, block.run)).toEqual([]);
    expect(await dueNow(spend(250, { newRows: 50 }), quiet, block.run)).toEqual([
      { kind: 'newRows', text: 'The source has 50 labelled rows more.' },
    ]);
  });

  it('trains again what is due, once, and tells what became of it', async () => {
    const due = options([spend(200, {})], { look: async () => drifting });
    await watchRound(due);
    await watchRound(due);
    expect(await attempts()).toBe(1);
    expect(block.said).toContain('spend is trained again: bill moved.');
    expect(block.said.at(-1)).toMatch(/^spend@2 does not become champion: spend@2 is spend@1 once more/);
  });

  it('goes on after an error, and ends with its signal', async () => {
    const stop = new AbortController();
    let looks = 0;
    const look = async (): Promise<Watched> => {
      if (++looks >= 2) stop.abort();
      throw new Error('the log is away');
    };
    await watchModels(options([spend(200)], { look, everyMs: 1, run: { ...block.run, signal: stop.signal } }));
    expect(looks).toBe(2);
    expect(block.said.filter((line) => line === 'spend: unexpected: the log is away')).toHaveLength(2);
  });

  it('is done by one of two', async () => {
    const stop = new AbortController();
    const looks = [0, 0];
    const watching = looks.map((_, i) =>
      watchModels(
        options([spend(200)], {
          look: async () => {
            looks[i]++;
            if (looks[i] === 3) stop.abort();
            return quiet;
          },
          everyMs: 5,
          run: { ...block.run, signal: stop.signal },
        }),
      ),
    );
    await Promise.all(watching);
    expect(looks.toSorted((a, b) => a - b)).toEqual([0, 3]);
  });
});
