import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { logServed } from '../../../test/support/log-served.js';
import { blockRun, people } from '../../../test/support/model-run.js';
import { t } from '../../data/index.js';
import { csv, rows } from '../../features/index.js';
import { model, openModel, recommender, train, trainRecommender, type Model } from '../../model/index.js';
import { main } from '../main.js';

const churn = model(
  'churn',
  rows(people(200) as never, { tenure: t.int(), left: t.bool({ true: 'Yes', false: 'No' }) })
    .target('left')
    .features((c) => ({ tenure: c.tenure })),
);

describe('monitor', () => {
  const block = blockRun();
  async function run(...words: string[]): Promise<{ code: number; out: string; err: string }> {
    let [out, err] = ['', ''];
    const code = await main(['monitor', ...words, '--project', block.root], {
      out: (text) => (out += text),
      err: (text) => (err += text),
      env: {},
      cwd: block.root,
      terminal: { out: false, err: false, width: 100 },
      signal: new AbortController().signal,
    });
    return { code, out, err };
  }

  it('says of the only model whether it can be trusted, in words and as a document', async () => {
    mkdirSync(join(block.root, 'models'));
    expect(await run()).toMatchObject({ code: 1, err: expect.stringContaining('MW_CLI_MODEL_NONE') });
    await train(churn as Model, { ...block.run, learner: 'linear' });
    const open = await openModel('churn', block.run);
    const now = Date.now();
    const served = people(100, 5).map(({ tenure, left }, i) => ({ row: { tenure }, at: now - 1000 - i, outcome: left }));
    await logServed(open, served, block.run);
    const { code, out } = await run('--json', '--since', '1h', '--recompute', '10');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ model: 'churn', version: 1, predictions: 100, outcomes: 100, skew: { rows: 10, skewed: 0 } });
    expect((await run('churn@1')).out).toMatch(/^churn@1 can(not)? be trusted/);
  });

  it('refuses what is no duration, no number and no model', async () => {
    expect(await run('--since', 'soon')).toMatchObject({ code: 2, err: expect.stringContaining('--since') });
    expect(await run('--recompute', '-1')).toMatchObject({ code: 2 });
    expect(await run('nobody')).toMatchObject({ code: 1, err: expect.stringMatching(/^MW_MODEL_UNKNOWN/) });
  });

  it('of a recommender refuses what has nothing to do with lists', async () => {
    const log = Array.from({ length: 60 }, (_, n) => `u${n % 12},i${(n * 7) % 10},2025-01-01T00:${String(n).padStart(2, '0')}:00Z`);
    writeFileSync(join(block.root, 'log.csv'), `user,item,at\n${log.join('\n')}\n`);
    const events = csv('log.csv', { user: t.id(), item: t.id(), at: t.timestamp() });
    await trainRecommender(recommender('songs', { events, user: 'user', item: 'item', time: 'at' }), {
      ...block.run,
      learner: 'popularity',
    });
    expect(await run('songs', '--since', '7d')).toMatchObject({ code: 0, out: expect.stringContaining('it answered no list') });
    expect(await run('songs', '--recompute', '10')).toMatchObject({
      code: 2,
      err: expect.stringContaining('"--recompute" says nothing of a recommender'),
    });
  });
});
