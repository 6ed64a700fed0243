import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { blockRun, people } from '../../../test/support/model-run.js';
import { figure } from '../../core/index.js';
import { openEngine, t } from '../../data/index.js';
import { rows } from '../../features/index.js';
import { linear } from '../../learn/index.js';
import { amountsIn, amountsOfColumns, countFaults, decider, REASONS } from '../decide/index.js';
import { evaluateVersion, model, openModel, predictFile, predictRows, promoteVersion, train, type Model, type Trained } from '../index.js';

const block = blockRun();
const list = people(400).map((one, i) => ({ ...one, fee: i % 50 === 0 ? null : i % 50 === 1 ? -2 : (i % 7) + 1 }));
const table = rows(list as never, {
  id: t.id(),
  tenure: t.int(),
  bill: t.number(),
  fee: t.number().nullable(),
  left: t.bool({ true: 'Yes', false: 'No' }),
});
const features = table.target('left').features((c) => ({ tenure: c.tenure }));
const own = model('own', features, {
  learner: linear(),
  metric: 'money',
  decide: {
    act: 'call',
    cost: (c) => c.fee,
    valueIfRight: (c) => c.bill.mul(2),
    currency: 'USD',
    limit: { acts: 10, per: 'week', of: 100 },
  },
}) as Model;
const plain = model('plain', features, {
  decide: { act: 'call', cost: 5, valueIfRight: 30, limit: { acts: 10, per: 'week', of: 100 } },
}) as Model;

let trained: Trained;
beforeAll(async () => {
  trained = await train(own, block.run);
  await train(plain, block.run);
});

const fresh = people(300, 9).map((one, i) => ({
  id: one.id,
  tenure: one.tenure,
  bill: one.bill,
  fee: i === 3 ? null : i === 4 ? -1 : 2,
  left: one.left,
}));
const csv = (names: readonly string[], name: string, from: readonly object[] = fresh): string => {
  const path = join(block.root, name);
  writeFileSync(path, [names.join(','), ...from.map((row) => names.map((n) => (row as never)[n] ?? '').join(','))].join('\n'));
  return path;
};
const decisions = (path: string): readonly Record<string, string>[] => {
  const [head, ...lines] = readFileSync(path, 'utf8').trim().split('\n');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [head.split(',')[i], cell.replaceAll('"', '')])));
};

describe('amounts that differ by row', () => {
  it('say of a training which rows have none, and count those as nothing', () => {
    expect(block.said.filter((line) => line.includes('not acted on'))).toEqual([
      '8 rows whose cost is missing: not acted on, and worth nothing.',
      '8 rows whose cost is negative: not acted on, and worth nothing.',
    ]);
    expect(trained.money).toMatchObject({ policy: 'expected_value', limit: { acts: 10, of: 100 } });
    expect(trained.metric).toBe('money');
    expect(trained.metrics['money'].value).toBeCloseTo(trained.money!.perRow.value, 12);
  });

  it('are needed wherever rows are decided about', async () => {
    const { content } = await openModel('own', block.run);
    expect(content.inputs).toEqual(['tenure', 'fee', 'bill']);
    const lacking = csv(['id', 'tenure', 'bill'], 'lacking.csv');
    await expect(predictFile('own', { in: lacking, out: join(block.root, 'never.csv') }, block.run)).rejects.toThrow('"fee"');
  });

  it('are the same from the engine, from columns and from one row', async () => {
    const { content } = await openModel('own', block.run);
    await using engine = await openEngine();
    const columns = { fee: Float64Array.of(1, NaN, -1, 0), bill: Float64Array.of(10, 10, 10, NaN) };
    await engine.append('given', columns);
    const found = await amountsIn(engine, 'given', content.decide!);
    expect(found).toEqual(amountsOfColumns(content.decide!, columns, 4));
    expect(Array.from(found.faults!, (code) => REASONS[code])).toEqual([
      '',
      'cost is missing',
      'cost is negative',
      'valueIfRight is missing',
    ]);
    expect(countFaults(found).map(({ rows: n }) => n)).toEqual([1, 1, 1]);
    expect([...(found.payoff.valueIfRight as Float64Array)]).toEqual([20, 0, 0, 0]);
    const decide = decider({ ...content.decide!, cut: 9 }, 'binary');
    expect([0, 1, 2, 3].map((i) => decide(0.5, { fee: columns.fee[i], bill: columns.bill[i] }))).toEqual([
      { decision: 'call' },
      { decision: '', undecided: 'cost is missing' },
      { decision: '', undecided: 'cost is negative' },
      { decision: '', undecided: 'valueIfRight is missing' },
    ]);
    expect(decide(0.4, { fee: 1, bill: 10 })).toEqual({ decision: '' });
  });

  it('may be the metric of the gate, row by row', async () => {
    await promoteVersion('own@1', 'champion', { force: false }, block.run);
    const { version } = await train({ ...own, learner: { learner: 'constant', params: {} } } as Model, block.run);
    const { gate } = await promoteVersion(`own@${version}`, 'champion', { force: false }, block.run);
    expect(gate.passed).toBe(false);
    expect(gate.reasons[0]).toMatch(/^money is [\d.]+ (better|worse) than that of own@1 on the same 80 rows/);
    expect(gate.reasons[0]).toContain(`(${figure(trained.money!.perRow.value)})`);
  });
});

describe('a file under a limit', () => {
  it('is one period: as many are acted on as the limit says, of equal rows the earlier', async () => {
    const twins = Array.from({ length: 30 }, (_, i) => ({ id: `t${i}`, tenure: 1 }));
    const out = join(block.root, 'twins.out.csv');
    const done = await predictFile('plain', { in: csv(['id', 'tenure'], 'twins.csv', twins), out }, block.run);
    expect(done.decided).toEqual({
      acts: 10,
      spend: 50,
      leftOut: 20,
      undecided: 0,
      currency: '',
      limit: { acts: 10, per: 'week', of: 100 },
    });
    expect(decisions(out).map((row) => row['decision'])).toEqual([...Array<string>(10).fill('call'), ...Array<string>(20).fill('')]);
    // alone, the score of training's rows decides: twins are all alike
    const { rows: alone } = await predictRows('plain', twins, block.run);
    expect(new Set(alone.map((row) => row['decision'])).size).toBe(1);
  });

  it('acts on the rows that are expected to be worth most, and says which have no amounts', async () => {
    const out = join(block.root, 'own.out.csv');
    const { decided } = await predictFile('own@1', { in: csv(['id', 'tenure', 'bill', 'fee'], 'own.csv'), out }, block.run);
    expect(decided).toMatchObject({ acts: 10, spend: 20, undecided: 2, currency: 'USD' });
    const scored = decisions(out);
    expect(scored.slice(3, 5).map((row) => [row['decision'], row['undecided']])).toEqual([
      ['', 'cost is missing'],
      ['', 'cost is negative'],
    ]);
    const worth = scored.map((row, i) => (row['undecided'] === '' ? Number(row['probability']) * 2 * fresh[i].bill - 2 : -Infinity));
    const due = worth.toSorted((a, b) => b - a)[9];
    expect(scored.map((row) => row['decision'] === 'call')).toEqual(worth.map((one) => one >= due));
  });

  it('is judged with the share of its rows that the limit leaves', async () => {
    const { money } = await evaluateVersion('own@1', csv(['id', 'tenure', 'bill', 'fee', 'left'], 'judged.csv'), block.run);
    expect(money).toMatchObject({ currency: 'USD', policy: 'expected_value', undecided: 2, limit: { acts: 10, of: 100 } });
    expect(money!.policies[0].acted).toBeCloseTo(0.1, 12);
    expect(money).toMatchObject({ acts: Math.floor(fresh.length / 10), limit: { per: 'week' } });
    expect(Object.keys(trained.money!)).toEqual(Object.keys(money!).filter((name) => name !== 'undecided' || trained.money!.undecided));
    expect(Object.keys(money!).slice(0, 4)).toEqual(['currency', 'perRow', 'total', 'threshold']);
  });

  it('alone, rows like those of training fill the limit and keep to it', async () => {
    const { rows: alone } = await predictRows(
      'plain',
      people(2000, 77).map(({ id, tenure }) => ({ id, tenure })),
      block.run,
    );
    const acted = alone.filter((row) => row['decision'] === 'call').length / 2000;
    expect(acted).toBeGreaterThan(0.05);
    expect(acted).toBeLessThan(0.13);
  });
});

it('a limit per week by the time column counts its rows, and refuses rows of one moment', async () => {
  const timed = (from: readonly object[]) =>
    model(
      'timed',
      rows(from as never, { tenure: t.int(), at: t.timestamp(), left: t.bool({ true: 'Yes', false: 'No' }) })
        .target('left', { time: 'at', split: 'random' })
        .features((c) => ({ tenure: c.tenure })),
      { learner: linear(), decide: { act: 'call', cost: 5, valueIfRight: 30, limit: { acts: 5, per: 'week' } } },
    ) as Model;
  const daily = people(200).map(({ tenure, left }, i) => ({
    tenure,
    left,
    at: new Date(Date.UTC(2026, 0, 1) + i * 43_200_000).toISOString(),
  }));
  await train(timed(daily), block.run);
  const { content, record } = await openModel('timed', block.run);
  expect(content.decide!.limit).toEqual({ acts: 5, per: 'week', of: 14 });
  expect(record.running!.rowsPerMonth).toBeCloseTo((14 * 365.25) / 84, 6);
  await expect(train(timed(daily.map((row) => ({ ...row, at: daily[0].at }))), block.run)).rejects.toMatchObject({
    code: 'MW_MODEL_DECIDE_ROWS',
  });
});
