import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { blockRun } from '../../../../test/support/model-run.js';
import { money } from '../../../core/index.js';
import { t } from '../../../data/index.js';
import { csv, rows } from '../../../features/index.js';
import { linear } from '../../../learn/index.js';
import {
  diffAny,
  diffRecommenders,
  diffStory,
  model,
  openRecommender,
  promoteVersion,
  recommender,
  train,
  trainRecommender,
  writeDiff,
  type RecommenderDiff,
} from '../../index.js';

const block = blockRun();

/** Forty users of two kinds, of tea (i0 to i14) and of cups (i15 to i29); each takes nine items of their kind in a row, so that the last two are hidden. */
const EACH = 9;
const log = Array.from({ length: 40 }, (_, u) =>
  Array.from({ length: EACH }, (_, e) => {
    const item = 15 * (u % 2) + (((u >> 1) + e) % 15);
    return `u${u},i${item},${new Date(Date.UTC(2025, 0, 1 + e, 0, u)).toISOString()}`;
  }),
).flat();

describe('two recommenders compared', () => {
  const shop = (most = 30, split?: 'time') =>
    recommender('shop', {
      events: csv('events.csv', { user: t.id(), item: t.id(), at: t.timestamp() }),
      user: 'user',
      item: 'item',
      time: 'at',
      ...(split ? { split } : {}),
      items: {
        table: csv('items.csv', { id: t.id(), title: t.text(), kind: t.category(), margin: t.number() }),
        id: 'id',
        title: 'title',
        value: (i) => i.margin,
        currency: 'EUR',
      },
      lists: { rules: (i) => ({ caps: [{ by: i.kind, most }] }) },
    });
  beforeAll(async () => {
    writeFileSync(join(block.root, 'events.csv'), `user,item,at\n${log.join('\n')}\n`);
    const items = Array.from({ length: 30 }, (_, i) => `i${i},Item ${i},${i < 15 ? 'tea' : 'cup'},${i + 1}`);
    writeFileSync(join(block.root, 'items.csv'), `id,title,kind,margin\n${items.join('\n')}\n`);
    await trainRecommender(shop(), { ...block.run, learner: 'popularity' });
    await trainRecommender(shop(9), { ...block.run, learner: 'item_knn', params: { recency: 0 } });
  });

  it('pairs all metrics over the same users, who have the same things to find', async () => {
    const diff = await diffRecommenders('shop@1', 'shop@2', block.run);
    const [a, b] = [await openRecommender('shop@1', block.run), await openRecommender('shop@2', block.run)];
    const judged = b.record.users.judged;
    expect(diff).toMatchObject({ a: 'shop@1', b: 'shop@2', task: 'recommend', same: false, compared: { how: 'common', users: judged } });
    for (const [name, { a: was, b: is, gain }] of Object.entries(diff.metrics)) {
      expect([name, was, is]).toEqual([name, a.record.metrics[name].value, b.record.metrics[name].value]);
      expect(gain!.value).toBeCloseTo(is! - was!, 12);
    }
    expect(diff.gain).toMatchObject({ metric: 'ndcg@10', users: judged });
    expect(diff.gain!.low).toBeGreaterThan(0);
    // Of eight items of their kind that a user has not taken the rule lets all stand: the two that they took next are found, and bring their number and one.
    expect(diff.metrics['recall@10'].b).toBe(1);
    const worth = log.filter((_, row) => row % EACH >= EACH - 2).map((line) => 1 + Number(line.split(',')[1].slice(1)));
    expect(diff.money).toMatchObject({ currency: 'EUR', k: 10 });
    expect(diff.money!.b).toBeCloseTo(worth.reduce((sum, one) => sum + one, 0) / 40, 12);
    expect(diff.money!.perUser.value).toBeCloseTo(diff.money!.b - diff.money!.a, 12);
    expect(diff.money!.perUser.low).toBeGreaterThan(0);
    const parts = ['popular items', 'users of 6 events or more'];
    expect(diff.segments!.map(({ name }) => name).toSorted()).toEqual(parts);
    for (const { own, other, gain } of diff.segments!) expect(gain.value).toBeCloseTo(own - other, 12);
    expect(diff.changed.map(({ what }) => what)).toEqual(expect.arrayContaining(['learner', 'rules.cap kind']));
    expect(diff.changed.map(({ what }) => what)).not.toContain('data');
  });

  it('says it in words, for a terminal and a page', async () => {
    const diff = await diffAny('shop@1', 'shop@2', block.run);
    const { verdict, sentences, tables } = diffStory(diff);
    expect(verdict).toMatch(/^shop@2 is 0\.\d+ better than shop@1 in ndcg@10 for 40 users \(95% interval 0\.\d+ … 0\.\d+\)\.$/);
    expect(sentences[0]).toBe('Compared by what the same 40 users did next, which neither saw.');
    expect(sentences.find((words) => words.startsWith('Lists: '))).toContain('of 40 users keep their list as it was');
    expect(tables.map(({ about }) => about)).toEqual(['metrics', 'segments', 'users', 'items', 'changed']);
    const { heads, lines } = tables[0];
    expect(lines.map(([name]) => name)).toEqual([
      'ndcg@10',
      'recall@20',
      'hit_rate@10',
      'precision@10',
      'items on any list of 10',
      'money a user, among 10',
      `and ${Object.keys(diff.metrics).length - 4} more metrics in --json`,
    ]);
    expect(lines.every((line) => line.length === heads.length)).toBe(true);
    const { a, b, perUser } = (diff as RecommenderDiff).money!;
    expect(lines[5].slice(1, 4)).toEqual([a, b, perUser.value].map((amount) => money(amount, 'EUR')));
    const out = join(block.root, 'diff.html');
    await writeDiff(diff, out);
    expect(readFileSync(out, 'utf8')).toContain('Items that gain and lose places');
  });

  it('says of one version that there is nothing to compare, and of equal ones that they are the same', async () => {
    expect(diffStory(await diffAny('shop@1', 'shop@1', block.run)).verdict).toContain('nothing to compare');
    const again = await trainRecommender(shop(), { ...block.run, learner: 'popularity' });
    const diff = await diffRecommenders('shop@1', `shop@${again.version}`, block.run);
    expect([diff.same, diff.changed, diff.gain!.value, diff.lists.same]).toEqual([true, [], 0, 40]);
    expect(diffStory(diff).verdict).toContain('bit for bit');
  });

  it('tells that they were judged by other events of the same data', async () => {
    const { version } = await trainRecommender(shop(30, 'time'), { ...block.run, learner: 'popularity' });
    const diff = await diffRecommenders('shop@1', `shop@${version}`, block.run);
    expect([diff.compared.how, diff.changed.filter(({ what }) => !what.startsWith('rows.'))]).toEqual([
      'unpaired',
      [{ what: 'split', a: 'user', b: 'time' }],
    ]);
  });

  it('compares with the champion of then where the events have grown, and says so where it cannot', async () => {
    await promoteVersion('shop@1', 'champion', { force: true }, block.run);
    writeFileSync(join(block.root, 'events.csv'), `user,item,at\n${[...log, 'u0,i29,2025-01-20T00:00:00Z'].join('\n')}\n`);
    const { version } = await trainRecommender(shop(), { ...block.run, learner: 'item_knn', params: { recency: 0 } });
    const ref = `shop@${version}`;
    const { record } = await openRecommender(ref, block.run);
    const there = await diffRecommenders('shop@1', ref, block.run);
    expect(there).toMatchObject({ compared: { how: 'asked' }, gain: { metric: 'ndcg@10', value: record.incumbent!.gain.value } });
    expect(there.metrics['ndcg@10']).toMatchObject({ a: record.incumbent!.other, b: record.metrics['ndcg@10'].value });
    const back = await diffRecommenders(ref, 'shop@1', block.run);
    expect(back.gain).toMatchObject({ value: -record.incumbent!.gain.value, low: -record.incumbent!.gain.high });
    expect(back.metrics['ndcg@10']).toMatchObject({ b: record.incumbent!.other, a: record.metrics['ndcg@10'].value });
    const apart = await diffRecommenders('shop@2', ref, block.run);
    expect([apart.compared, apart.gain, apart.segments]).toEqual([{ how: 'unpaired', users: 0 }, undefined, undefined]);
    expect(apart.changed.map(({ what }) => what)).toContain('data');
    expect(diffStory(apart).sentences[0]).toContain('judged on different events');
  });

  it('refuses to compare lists with what is no list', async () => {
    const spend = model('spend', rows([...Array(60).keys()].map((x) => ({ x, y: 2 * x })), { x: t.number(), y: t.number() }).target('y').features((c) => ({ x: c.x })), { learner: linear() }); // prettier-ignore
    await train(spend, block.run);
    await expect(diffAny('spend', 'shop@1', block.run)).rejects.toMatchObject({ code: 'MW_MODEL_TWO_MODELS' });
  });
});
