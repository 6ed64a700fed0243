import { beforeAll, describe, expect, it } from 'vitest';
import { logServed } from '../../../test/support/log-served.js';
import { blockRun, people } from '../../../test/support/model-run.js';
import { t } from '../../data/index.js';
import { evaluate } from '../../evaluate/index.js';
import { learn } from '../../expr/index.js';
import { rows } from '../../features/index.js';
import { model, openModel, promoteVersion, train, type Model, type OpenModel } from '../../model/index.js';
import { recompute } from '../skew/recompute.js';
import { readServed } from '../window/served-rows.js';
import { addRefusedRows } from './refused.js';
import { monitorModel } from './monitor-model.js';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 0, 1);

const table = rows(people(400) as never, {
  id: t.id(),
  tenure: t.int(),
  bill: t.number(),
  plan: t.category().nullable(),
  at: t.timestamp(),
  note: t.text(),
  left: t.bool({ true: 'Yes', false: 'No' }),
  segment: t.category(),
  spend: t.number(),
});
const churn = model(
  'churn',
  table.target('left').features((c) => ({ tenure: c.tenure, bill: c.bill.log1p(), plan: learn.oneHot(c.plan), hour: c.at.hour() })),
  {
    decide: { act: 'call', cost: 5, valueIfRight: 30, currency: 'USD' },
    slices: (c) => ({ new: c.tenure.lt(12), noted: c.note.eq('all fine') }),
  },
);
const segment = model(
  'segment',
  table.target('segment').features((c) => ({ tenure: c.tenure, bill: c.bill, plan: learn.category(c.plan) })),
);
const spend = model(
  'spend',
  table.target('spend').features((c) => ({ tenure: c.tenure, bill: c.bill, plan: learn.oneHot(c.plan) })),
);

const fresh = people(300, 77);
const rowOf = ({ tenure, bill, plan, at }: (typeof fresh)[number]) => ({ tenure, bill, plan, at: Date.parse(at) });

describe('a served binary model', () => {
  const block = blockRun();
  let open: OpenModel;
  beforeAll(async () => {
    await train(churn as Model, { ...block.run, learner: 'linear' });
    open = await openModel('churn', block.run);
  });

  it('without a prediction has an empty report that says so', async () => {
    const report = await monitorModel('churn', block.run);
    expect(report).toMatchObject({
      model: 'churn',
      version: 1,
      predictions: 0,
      outcomes: 0,
      metrics: {},
      estimated: {},
      days: [],
      alerts: [],
    });
    expect(report.trust).toMatchObject({ verdict: 'unknown', reasons: [] });
    expect(report.health).toMatchObject({ latency: null, freshnessHours: null, nullRates: {} });
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it('counts predictions and outcomes, and realises what evaluate says of the same rows', async () => {
    await promoteVersion('churn@1', 'champion', { force: true }, block.run);
    const served = fresh.map((one, i) => ({
      row: rowOf(one),
      at: START - 30 * HOUR + i * 60_000,
      ...(i < 250 ? { outcome: one.left } : {}),
    }));
    await logServed(open, served, block.run);
    const report = await monitorModel('churn', block.run, { since: '7d' });
    expect(report).toMatchObject({
      predictions: 300,
      outcomes: 250,
      versions: [{ version: 1, predictions: 300 }],
      labels: { within: null, known: 250, early: false },
    });
    const known = fresh.slice(0, 250);
    const { content } = open;
    const truth = evaluate({
      task: 'binary',
      classes: 1,
      y: Float64Array.from(known, ({ left }) => (left === 'Yes' ? 1 : 0)),
      margins: Float64Array.from(known, (one) => open.rowMargins(rowOf(one))[0]),
      seed: content.seed,
      payoff: { act: 'call', cost: 5, valueIfRight: 30 },
      threshold: content.decide!.threshold,
    });
    expect(Object.keys(report.metrics)).toEqual(Object.keys(truth.metrics));
    for (const [name, { value }] of Object.entries(truth.metrics)) expect(report.metrics[name].value, name).toBeCloseTo(value, 12);
    expect(report.money!.total!.value).toBeCloseTo(truth.money!.total.value, 9);
    expect(report.money).toMatchObject({ act: 'call', currency: 'USD', rows: 250 });
    expect(report.money!.atStake.cost).toBe(5 * report.money!.atStake.rows);
    expect(report.metrics['auc'].value).toBeGreaterThan(0.7);
    expect(report.trust.verdict).not.toBe('unknown');
    const { auc } = report.estimated;
    expect(Math.abs(auc.value - report.metrics['auc'].value)).toBeLessThan(0.1);
    const { estimatedPerRow, promisedPerRow } = report.money!;
    expect(estimatedPerRow!.low).toBeLessThan(promisedPerRow!.value);
    expect(estimatedPerRow!.high).toBeGreaterThan(promisedPerRow!.value);
  });

  it('tells days, segments and health', async () => {
    const report = await monitorModel('churn', block.run);
    // the first is of 18:00, five hours end at 23:00
    expect(report.days.map(({ day }) => day)).toEqual(['2025-12-30']);
    expect(report.days.reduce((sum, { predictions }) => sum + predictions, 0)).toBe(300);
    const young = fresh.filter(({ tenure }) => tenure < 12).length;
    expect(report.segments).toMatchObject([{ segment: 'new', predictions: young }]);
    expect(report.notes.join()).toContain('"noted"');
    expect(report.health.nullRates['plan']).toBeCloseTo(fresh.filter(({ plan }) => plan === null).length / 300, 12);
    expect(report.health.nullRates['tenure']).toBe(0);
    // latencies 1000 … 1299 µs
    expect(report.health.latency!.p50Ms).toBeCloseTo(1.1495, 9);
  });

  it('counts refused rows by day', async () => {
    const { store } = block.run.workspace;
    const who = { model: 'churn', version: 1 };
    await store.write((tx) => addRefusedRows(tx, who, 3, START - HOUR));
    await store.write((tx) => addRefusedRows(tx, who, 4, START - HOUR));
    await store.write((tx) => addRefusedRows(tx, who, 100, START - 90 * 24 * HOUR));
    await store.write((tx) => addRefusedRows(tx, { model: 'churn', version: 11 }, 50, START - HOUR));
    expect((await monitorModel('churn', block.run, { since: '7d' })).health.refused).toBe(7);
  });

  it('recomputes a sample through SQL: equal to the bit, and a changed log is named', async () => {
    expect((await monitorModel('churn', block.run)).skew).toMatchObject({ rows: 200, skewed: 0, findings: [] });
    expect((await monitorModel('churn', block.run, { recompute: 0 })).skew).toBeUndefined();
    const { store } = block.run.workspace;
    await store.write(async (tx) => {
      await tx.updateTable('mw_predictions').set({ probability: 0.123 }).where('id', '=', 'ID-7').execute();
    });
    const report = await monitorModel('churn', block.run, { recompute: 1000 });
    expect(report.skew).toMatchObject({ rows: 300, skewed: 1, findings: [{ id: 'ID-7', logged: 0.123, features: [] }] });
    expect(report.trust.verdict).toBe('no');
    expect(report.alerts.map(({ rule }) => rule)).toContain('skew');
  });
});

describe('a shadow', () => {
  const block = blockRun();
  it('has the realised metrics and money of the outcomes that were reported of the champion', async () => {
    await train(churn as Model, { ...block.run, learner: 'linear' });
    await train(churn as Model, { ...block.run, learner: 'gbdt', params: { trees: 20 } });
    const [champion, shadow] = [await openModel('churn@1', block.run), await openModel('churn@2', block.run)];
    const served = fresh.map((one, i) => ({ row: rowOf(one), at: START - HOUR + i }));
    const returned = await logServed(
      champion,
      served.map((one, i) => ({ ...one, outcome: fresh[i].left })),
      block.run,
    );
    await logServed(
      shadow,
      served.map((one, i) => ({ ...one, route: 'shadow', shadowOf: returned[i] })),
      block.run,
      'SHADOW',
    );
    const report = await monitorModel('churn@2', block.run);
    expect(report).toMatchObject({ predictions: 300, outcomes: 300, versions: [{ version: 1 }, { version: 2 }] });
    const [one, two] = report.versions;
    expect(two.metrics['auc'].value).toBe(report.metrics['auc'].value);
    expect(two.moneyPerRow!.value).toBeCloseTo(report.money!.perRow!.value, 12);
    const champions = await monitorModel('churn@1', block.run);
    expect(one).toMatchObject({ outcomes: 300, moneyPerRow: { value: expect.closeTo(champions.money!.perRow!.value, 12) } });
    expect(champions.versions[0].metrics['auc']).toEqual(champions.metrics['auc']);
    expect(one.metrics['auc'].value).toBe(champions.metrics['auc'].value);
    const due = evaluate({
      task: 'binary',
      classes: 1,
      y: Float64Array.from(fresh, ({ left }) => (left === 'Yes' ? 1 : 0)),
      margins: Float64Array.from(fresh, (one) => shadow.rowMargins(rowOf(one))[0]),
      seed: 7,
      payoff: { act: 'call', cost: 5, valueIfRight: 30 },
      threshold: shadow.content.decide!.threshold,
    });
    expect(report.metrics['auc'].value).toBeCloseTo(due.metrics['auc'].value, 12);
    expect(report.money!.total!.value).toBeCloseTo(due.money!.total.value, 9);
    expect(report.alerts).toEqual([]);
  });
});

describe('where labels take their time', () => {
  const block = blockRun();
  it('only rows that are old enough are judged by, while there are any', async () => {
    await train(churn as Model, { ...block.run, learner: 'linear' });
    const open = await openModel('churn', block.run);
    const served = fresh.map((one, i) => ({
      row: rowOf(one),
      at: START - (i < 100 ? 20 : 2) * 24 * HOUR,
      ...(i < 150 ? { outcome: one.left } : {}),
    }));
    await logServed(open, served, block.run);
    const rules = { labelsWithin: '10d', alerts: {}, notify: [] };
    const mature = await monitorModel('churn', block.run, { rules });
    expect(mature).toMatchObject({ outcomes: 150, labels: { within: '10d', due: 100, known: 100, early: false } });
    expect(mature.money!.rows).toBe(100);
    const young = await monitorModel('churn', block.run, { rules: { ...rules, labelsWithin: '25d' } });
    expect(young).toMatchObject({ outcomes: 150, labels: { due: 0, known: 0, early: true } });
    expect(young.money!.rows).toBe(150);
  });
});

describe.each([
  { name: 'multiclass', definition: segment as Model, label: (one: (typeof fresh)[number]) => one.segment, metric: 'accuracy', least: 0.5 },
  { name: 'regression', definition: spend as Model, label: (one: (typeof fresh)[number]) => one.spend, metric: 'r2', least: 0.9 },
])('a served $name model', ({ definition, label, metric, least }) => {
  const block = blockRun();
  it('has realised metrics, and answers the same through SQL', async () => {
    await train(definition, { ...block.run, learner: 'gbdt', params: { trees: 20 } });
    const open = await openModel(definition.name, block.run);
    const served = fresh.map((one, i) => ({ row: rowOf(one), at: START - HOUR + i, outcome: label(one) }));
    await logServed(open, served, block.run);
    const report = await monitorModel(definition.name, block.run, { recompute: 50 });
    expect(report).toMatchObject({ predictions: 300, outcomes: 300, skew: { rows: 50, skewed: 0 } });
    expect(report.metrics[metric].value).toBeGreaterThan(least);
    expect(report.money).toBeUndefined();
  });
});

describe('when the world changes', () => {
  const block = blockRun();
  let open: OpenModel;
  beforeAll(async () => {
    await train(churn as Model, { ...block.run, learner: 'linear' });
    open = await openModel('churn', block.run);
  });

  it('outcomes turned round are told: no trust, an alert, drift of how answers and outcomes belong together', async () => {
    const served = fresh.map((one, i) => ({ row: rowOf(one), at: START - HOUR + i, outcome: one.left === 'Yes' ? 'No' : 'Yes' }));
    await logServed(open, served, block.run);
    const report = await monitorModel('churn', block.run);
    expect(report.trust.verdict).toBe('no');
    expect(report.alerts.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['decay', 'drift']));
    expect(report.drift.filter(({ alarm }) => alarm).map(({ kind }) => kind)).toContain('concept');
    expect(report.money!.total!.value).toBeLessThan(report.money!.promisedPerRow!.value * 300);
  });

  it('other rows are told by column, the versions beside by number, whatever order they came in', async () => {
    const later = START + 40 * 24 * HOUR;
    const run = { ...block.run, clock: () => later };
    const served = fresh.map((one, i) => ({ row: { ...rowOf(one), bill: one.bill + 100 }, at: later - (i % 7) * 1000 - HOUR }));
    await logServed(open, served, run, 'AFTER');
    const report = await monitorModel('churn@1', run, { since: '2d' });
    expect(report).toMatchObject({ predictions: 300, outcomes: 0, metrics: {}, expected: null });
    expect(report.odd!.rows).toBe(300);
    expect(report.odd!.share.low).toBeGreaterThan(0.01);
    expect(report.odd!.oddest).toHaveLength(5);
    for (const { columns, score } of report.odd!.oddest) expect([columns[0].column, score > 2]).toEqual(['bill', true]);
    const alarms = new Set(report.drift.filter(({ alarm }) => alarm).map(({ feature }) => feature));
    expect(alarms.has('bill')).toBe(true);
    expect(alarms.has('tenure')).toBe(false);
    expect(report.trust.reasons.join(' ')).toContain('bill');
    expect(report.health.perDay).toBe(300);
  });
});

describe('recomputing', () => {
  const block = blockRun();
  it('names the features that both paths encode differently', async () => {
    await train(churn as Model, { ...block.run, learner: 'linear' });
    const open = await openModel('churn', block.run);
    await logServed(
      open,
      fresh.map((one, i) => ({ row: rowOf(one), at: START - HOUR + i })),
      block.run,
    );
    const window = { model: 'churn', version: 1, from: 0, to: START };
    const served = await readServed(block.run.workspace.store, open.content, {}, window);
    const bill = open.content.features.findIndex(({ name }) => name === 'bill');
    const crooked: OpenModel = {
      ...open,
      encodeRow: (row, out) => {
        open.encodeRow(row, out);
        out[bill] += 1;
      },
    };
    const scores = served.scores.with(0, 0.5);
    const { skewed, findings } = await recompute(crooked, { ...served, scores }, block.run, { rows: 10_000 });
    expect(skewed).toBe(1);
    expect(findings).toMatchObject([{ id: 'ID-0', logged: 0.5, features: ['bill'], text: expect.stringContaining('in bill.') }]);
  });
});

describe('a regression without outcomes', () => {
  const block = blockRun();
  it('foresees the errors that then come', async () => {
    await train(spend as Model, { ...block.run, learner: 'gbdt', params: { trees: 30 } });
    const open = await openModel('spend', block.run);
    await logServed(
      open,
      fresh.map((one, i) => ({ row: rowOf(one), at: START - HOUR + i, ...(i < 200 ? { outcome: one.spend } : {}) })),
      block.run,
    );
    const { estimated, metrics, expected, metric } = await monitorModel('spend', block.run);
    expect(Object.keys(estimated)).toEqual(['rmse', 'mae']);
    expect(metric).toBe('rmse');
    for (const name of ['rmse', 'mae']) {
      expect(metrics[name].value).toBeGreaterThan(estimated[name].low);
      expect(metrics[name].value).toBeLessThan(estimated[name].high);
    }
    expect(expected!.value).toBeCloseTo(estimated['rmse'].value, 0);
  });
});
