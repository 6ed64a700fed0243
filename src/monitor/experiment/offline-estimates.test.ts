import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../core/index.js';
import { t } from '../../data/index.js';
import { csv } from '../../features/index.js';
import { openRecommender, openWorkspace, recommender, trainRecommender, type RunOptions } from '../../model/index.js';
import { addEvents, addSlates } from '../../store/index.js';
import { readKind } from '../log/kinds.js';
import { slateRecordOf } from '../log/record.js';
import { offlineExperiment } from './offline-experiment.js';

const ITEMS = 12;
const LISTS = 1500;
const START = Date.UTC(2026, 0, 1);
const LATER = Date.UTC(2026, 1, 1);

/** Everybody wants the star, of which the version that answers makes little. */
const liking = (item: string): number => (item === 'i9' ? 0.8 : 0.05);

/** Item 0 is taken most at first, then 1, 2 …, and of late the star by far. */
function past(): string {
  const at = (ms: number): string => new Date(START + ms).toISOString();
  const early = Array.from({ length: ITEMS }, (_, item) =>
    Array.from({ length: 20 - item }, (_, u) => `u${u},i${item},${at(100 * item + u)}`),
  );
  const late = Array.from({ length: 60 }, (_, u) => `u${u},i9,${at(1_000_000 + u)}`);
  return `user,item,at\n${[...early.flat(), ...late].join('\n')}\n`;
}

describe('lists that another version would have made otherwise', () => {
  const root = mkdtempSync(join(tmpdir(), 'offline-'));
  let run: RunOptions & AsyncDisposable;
  let earned = 0;
  const shop = (explore: number, isShort = false) =>
    recommender('shop', {
      events: csv('events.csv', { user: t.id(), item: t.id(), at: t.timestamp() }),
      items: { table: csv('items.csv', { id: t.id(), price: t.number() }), id: 'id' },
      user: 'user',
      item: 'item',
      time: 'at',
      repeat: true,
      lists: isShort ? { explore, rules: (i) => ({ exclude: i.price.gt(1) }) } : { explore },
    });

  beforeAll(async () => {
    writeFileSync(join(root, 'events.csv'), past());
    writeFileSync(join(root, 'items.csv'), `id,price\n${Array.from({ length: ITEMS }, (_, item) => `i${item},${item}`).join('\n')}\n`);
    const clock = () => LATER;
    const workspace = await openWorkspace({ root, clock });
    const quiet = (): void => {};
    const signal = new AbortController().signal;
    run = { workspace, clock, signal, progress: quiet, say: quiet, threads: 1, [Symbol.asyncDispose]: () => workspace.close() };
    await trainRecommender(shop(0.5), { ...run, learner: 'popularity', until: START + 500_000 });
    await trainRecommender(shop(0), { ...run, learner: 'popularity' });
    await trainRecommender(shop(0.3), { ...run, learner: 'popularity' });
    await trainRecommender(shop(0, true), { ...run, learner: 'popularity' });
    await answered();
  });
  afterAll(async () => {
    await run[Symbol.asyncDispose]();
    rmSync(root, { recursive: true });
  });

  async function answered(): Promise<void> {
    const first = await openRecommender('shop@1', run);
    const draw = random(3, 'takes');
    const [lists, events]: [string[], unknown[]] = [[], []];
    for (let n = 0; n < LISTS; n++) {
      const [id, user, at] = [`l${n}`, `v${n}`, LATER + 10 * n];
      const { items } = first.recommend({ user, history: [], k: 3, turn: id });
      const slate = { id, model: 'shop', version: 1, at, route: 'champion', experiment: null, arm: null, user, k: 3, items };
      lists.push(readKind(slateRecordOf({ ...slate, latencyUs: 1 })).fields);
      for (const { item } of items)
        if (draw.uniform() < liking(item)) {
          earned++;
          // Looked at and bought: taken once.
          for (const type of ['view', 'purchase'])
            events.push([`${n} ${item} ${type}`, user, item, type, at + 1, null, null, 1, id, at + 1]);
        }
    }
    await run.workspace.store.write(async (tx) => {
      await addSlates(tx, 'sqlite', `[${lists.join(',')}]`);
      await addEvents(tx, 'sqlite', JSON.stringify(events));
      return null;
    });
  }

  const truths: readonly [string, number][] = [
    // The star first, and two others.
    ['shop@2', 0.8 + 2 * 0.05],
    // The same with three places of ten given to one of all.
    ['shop@3', NaN],
    // Two cheap items, and a place that stays empty.
    ['shop@4', 2 * 0.05],
  ];

  it.each(truths)('count an item once, though it would have stood above where the served list has it: %s', async (ref, known) => {
    const { evaluation, lists, leftOut } = await offlineExperiment(ref, run);
    const truth = Number.isNaN(known) ? await drawnTruth(ref) : known;
    expect([lists, leftOut.seen]).toEqual([LISTS, 0]);
    expect(evaluation.faults).not.toContain('support');
    for (const method of ['ips', 'snips', 'dr'] as const) {
      const { low, high } = evaluation.estimates[method]!.value;
      expect(low).toBeLessThan(truth);
      expect(high).toBeGreaterThan(truth);
    }
    expect(evaluation.logged.value).toBeCloseTo(earned / LISTS, 12);
  });

  /** What lists of a version that explores bring on average. */
  async function drawnTruth(ref: string): Promise<number> {
    const open = await openRecommender(ref, run);
    const turns = Array.from({ length: 1500 }, (_, turn) => open.recommend({ history: [], k: 3, turn: `${turn}` }).items);
    return turns.flat().reduce((sum, { item }) => sum + liking(item), 0) / turns.length;
  }
});
