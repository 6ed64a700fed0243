import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { droppingSchemas } from '../../../test/support/schemas.js';
import { columnsOf } from '../../expr/index.js';
import { figureDocs, type Figures, type MonitorRules } from '../../model/index.js';
import { addVersion, listAlerts, openStore, pointAlias, takeVersionNumber, type Store, type StoreOptions } from '../../store/index.js';
import { detailOf } from './alert.js';
import { deliverNotices, ROUNDS } from './deliver.js';
import { costOf, evaluateAlerts, verdictsOf } from './evaluate.js';
import type { Performance, Watched } from './watched.js';

const START = Date.parse('2024-03-01T00:00:00Z');
const HOUR = 3_600_000;
const m = columnsOf(
  Object.fromEntries(Object.keys(figureDocs).map((name) => [name, 'number' as const])) as Record<'auc' | 'nullRate', 'number'>,
);
const rules: MonitorRules = {
  alerts: { 'AUC fell': m.auc.lt(0.75).node, 'many nulls': m.nullRate.gt(0.1).node },
  notify: [{ kind: 'console' }],
};
const watched = (figures: Figures, rest: Partial<Watched> = {}): Watched => ({
  model: 'churn',
  version: 3,
  figures,
  drift: [],
  performance: null,
  ...rest,
});
const shift = {
  feature: 'tenure',
  kind: 'data',
  statistic: 'psi',
  value: 0.4,
  low: 0.3,
  high: 0.5,
  rows: 900,
  text: 'tenure moved from 30 to 12.',
  limit: 0.2,
  large: true,
  p: 0,
  importance: 1,
  figures: {},
} as const;
const interval = (value: number, by = 0.02) => ({ value, low: value - by, high: value + by });
const performance = (realised: number | null, rest: Partial<Performance> = {}): Performance => ({
  metric: 'auc',
  better: 'higher',
  promised: interval(0.8),
  realised: realised === null ? null : interval(realised),
  estimated: null,
  baseline: 0.5,
  ...rest,
});

const databaseUrl = process.env.MILLWRIGHT_TEST_DATABASE_URL;
let root: string;
let store: Store;
let place: Pick<StoreOptions, 'databaseUrl' | 'schema'> = {};
let now = START;

/** A new store for every test of a block. */
function storeOf(next: () => typeof place): void {
  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), 'mw-alerts-'));
    now = START;
    place = next();
    store = await openStore({ root, clock: () => now, ...place });
  });
  afterEach(async () => {
    await store.close();
    rmSync(root, { recursive: true });
  });
}

/** One evaluation an hour: what opened, what closed, how many last. */
async function after(state: Watched): Promise<string> {
  const { opened, closed, open } = await evaluateAlerts(store, state, rules, () => now);
  now += HOUR;
  return [...opened.map((a) => `+${a.rule}`), ...closed.map((a) => `-${a.rule}`), String(open.length)].join(' ');
}

const alertCases = (): void => {
  it('open once, last without repeats, and end after three quiet evaluations', async () => {
    const story: [number, string][] = [
      [0.8, '0'],
      [0.7, '+AUC fell 1'],
      [0.7, '1'],
      [0.76, '1'],
      [0.74, '1'],
      [0.76, '1'],
      [0.76, '1'],
      [0.76, '-AUC fell 0'],
      [0.7, '+AUC fell 1'],
    ];
    for (const [auc, due] of story) expect(await after(watched({ auc })), `auc ${auc}`).toBe(due);
    expect(await store.read((tx) => listAlerts(tx, { model: 'churn' }))).toHaveLength(2);
  });

  it('end at once when the figure is back by a margin: 5% of the limit', async () => {
    await after(watched({ auc: 0.7 }));
    expect(await after(watched({ auc: 0.79 }))).toBe('-AUC fell 0');
    await after(watched({ nullRate: 0.3 }));
    expect(await after(watched({ nullRate: 0.09 }))).toBe('-many nulls 0');
  });

  it('neither open nor end by what is not known', async () => {
    expect(await after(watched({ auc: null }))).toBe('0');
    await after(watched({ auc: 0.7 }));
    for (let i = 0; i < 5; i++) expect(await after(watched({}))).toBe('1');
  });

  it('say what changed, since when, what it costs and what to do', async () => {
    const state = watched({ auc: 0.7 }, { money: { currency: 'USD', expectedPerRow: 5, perRow: 3, rowsPerDay: 100 } });
    const { opened } = await evaluateAlerts(store, state, rules, () => now);
    expect(opened).toEqual([
      {
        id: expect.any(String),
        model: 'churn',
        version: 3,
        rule: 'AUC fell',
        since: '2024-03-01T00:00:00.000Z',
        until: null,
        text: 'AUC fell: auc is 0.7 (auc < 0.75). Realised AUC (binary).',
        cost: { currency: 'USD', perDay: 200 },
        todo: 'Look at `millwright monitor churn`; when the change is real, `millwright retrain churn`.',
      },
    ]);
  });

  it('say what is estimated to be lost while there are too few outcomes, where that is sure', async () => {
    const earned = { currency: 'USD', expectedPerRow: 5, perRow: null, rowsPerDay: 100 };
    const costWith = (high: number) => costOf(watched({}, { money: { ...earned, estimatedPerRow: { value: 4, low: 3, high } } }));
    expect(costWith(4.9)).toEqual({ currency: 'USD', perDay: 100, estimated: true });
    expect(costWith(5.1)).toBeNull();
    expect(costOf(watched({}, { money: earned }))).toBeNull();
  });

  it('end when their rule is no longer declared', async () => {
    await after(watched({ auc: 0.7 }));
    const { closed, open } = await evaluateAlerts(store, watched({ auc: 0.7 }), { ...rules, alerts: {} }, () => now);
    expect([closed.map((a) => a.rule), open]).toEqual([['AUC fell'], []]);
  });

  it('are of the champion: a look at another version changes nothing', async () => {
    await store.write(async (tx) => {
      await takeVersionNumber(tx, 'churn', now);
      for (const version of [3, 4]) {
        const row = {
          model: 'churn',
          version,
          digest: 'd',
          run: `r${version}`,
          task: 'binary',
          learner: 'linear',
          record: {},
          createdAt: now,
        };
        await addVersion(tx, row);
      }
      await pointAlias(tx, 'churn', 'champion', 3, now);
    });
    expect(await after({ ...watched({ auc: 0.7 }), version: 4 })).toBe('0');
    expect(await after(watched({ auc: 0.7 }))).toBe('+AUC fell 1');
    expect(await after({ ...watched({ auc: 0.9 }), version: 4 })).toBe('0');
    expect(await after(watched({ auc: 0.7 }))).toBe('1');
  });

  it('of two processes that evaluate at once, one opens', async () => {
    await using other = await openStore({ root, clock: () => now, ...place });
    const both = await Promise.all([store, other].map((one) => evaluateAlerts(one, watched({ auc: 0.7 }), rules, () => now)));
    expect(both.flatMap((one) => one.opened)).toHaveLength(1);
  });
};

describe('built-in rules', () => {
  const holding = (state: Watched): readonly string[] =>
    verdictsOf(state, undefined).flatMap((v) => (v.holds ? [`${v.rule}: ${v.text}`] : []));

  it('find a drift alarm, and nothing in drift without alarm', () => {
    expect(holding(watched({}, { drift: [{ ...shift, alarm: false }] }))).toEqual([]);
    expect(
      holding(
        watched(
          {},
          {
            drift: [
              { ...shift, alarm: true },
              { ...shift, statistic: 'ks', alarm: true },
            ],
          },
        ),
      ),
    ).toEqual(['drift: tenure moved from 30 to 12.']);
  });

  it.each<[string, Performance, RegExp | null]>([
    ['as promised', performance(0.79), null],
    ['lower, but within the intervals', performance(0.77), null],
    ['below the promise', performance(0.75), /^decay: auc is 0\.75 .*below the 0\.78 … 0\.82 that its holdout promised\.$/],
    ['below its estimate', performance(0.79, { estimated: interval(0.85) }), /below the 0\.83 … 0\.87 that was estimated without labels/],
    ['worse than nothing', performance(0.4), /and worse than knowing nothing \(0\.5\)/],
    ['not known yet', performance(null), null],
    [
      'a loss that grew',
      performance(0.5, { metric: 'log_loss', better: 'lower', promised: interval(0.4), baseline: 0.6 }),
      /above the 0\.38 … 0\.42/,
    ],
    ['a loss that shrank', performance(0.3, { metric: 'log_loss', better: 'lower', promised: interval(0.4), baseline: 0.6 }), null],
  ])('judge a metric %s', (_, state, due) => {
    const found = holding(watched({}, { performance: state }));
    if (due) expect(found[0]).toMatch(due);
    else expect(found).toEqual([]);
  });

  it('count what the log lost and what was answered otherwise, and see silence', () => {
    expect(holding(watched({ droppedRows: 0, skewedRows: 0, freshnessHours: 1 }))).toEqual([]);
    expect(holding(watched({ droppedRows: 1, skewedRows: 2, freshnessHours: 30 })).map((text) => text.split(':')[0])).toEqual([
      'log drops',
      'skew',
      'freshness',
    ]);
  });
});

const noticeCases = (): void => {
  const outside = (said: string[]) => ({
    env: {},
    clock: () => now,
    signal: new AbortController().signal,
    say: (line: string) => said.push(line),
    pausesMs: [],
  });

  it('go out once when an alert opens and once when it ends', async () => {
    const said: string[] = [];
    await after(watched({ auc: 0.7 }));
    expect(await deliverNotices(store, 'churn', rules.notify, outside(said))).toEqual({ sent: 1, failed: [] });
    await after(watched({ auc: 0.7 }));
    expect(await deliverNotices(store, 'churn', rules.notify, outside(said))).toEqual({ sent: 0, failed: [] });
    await after(watched({ auc: 0.9 }));
    await deliverNotices(store, 'churn', rules.notify, outside(said));
    expect(said).toEqual([
      'churn@3: "AUC fell" since 2024-03-01T00:00:00.000Z.\nAUC fell: auc is 0.7 (auc < 0.75). Realised AUC (binary).\nLook at `millwright monitor churn`; when the change is real, `millwright retrain churn`.',
      'churn@3: "AUC fell" is over; it lasted from 2024-03-01T00:00:00.000Z to 2024-03-01T02:00:00.000Z.',
    ]);
  });

  it('of a process that was killed between sending and marking go out once more, under the same id, a minute later', async () => {
    const sent: string[] = [];
    const gone = new Error('killed');
    await after(watched({ auc: 0.7 }));
    const dying: Store = {
      ...store,
      write: (work) => (sent.length > 0 ? Promise.reject(gone) : store.write(work)),
    };
    await expect(deliverNotices(dying, 'churn', rules.notify, outside(sent))).rejects.toBe(gone);
    expect((await deliverNotices(store, 'churn', rules.notify, outside(sent))).sent).toBe(0);
    now += 61_000;
    expect((await deliverNotices(store, 'churn', rules.notify, outside(sent))).sent).toBe(1);
    expect(sent[1]).toBe(sent[0]);
    now += 61_000;
    expect((await deliverNotices(store, 'churn', rules.notify, outside(sent))).sent).toBe(0);
  });

  it('that fail are tried in five rounds, and given up then', async () => {
    const notify = [{ kind: 'webhook' as const, urlEnv: 'HOOK', hosts: ['hooks.example.com'] }];
    await evaluateAlerts(store, watched({ auc: 0.7 }), { ...rules, notify }, () => now);
    for (let round = 1; round <= ROUNDS + 2; round++) {
      const { failed } = await deliverNotices(store, 'churn', notify, outside([]));
      expect(failed).toHaveLength(round <= ROUNDS ? 1 : 0);
    }
    const [row] = await store.read((tx) => listAlerts(tx, { model: 'churn' }));
    expect(detailOf(row).notices[0]).toMatchObject({
      attempts: ROUNDS,
      sentAt: null,
      error: expect.stringContaining('HOOK holds no address'),
    });
  });
};

describe('alerts on SQLite', () => {
  storeOf(() => ({}));
  alertCases();
  noticeCases();
});

describe.skipIf(!databaseUrl)('alerts on PostgreSQL (needs MILLWRIGHT_TEST_DATABASE_URL)', () => {
  const schemas = droppingSchemas('alerts');
  storeOf(() => ({ databaseUrl, schema: schemas.next() }));
  alertCases();
  noticeCases();
});
