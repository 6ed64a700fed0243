import { beforeAll, describe, expect, it } from 'vitest';
import { logServed } from '../../../test/support/log-served.js';
import { blockRun, people } from '../../../test/support/model-run.js';
import { t } from '../../data/index.js';
import { rows } from '../../features/index.js';
import { model, openAnyModel, train } from '../../model/index.js';
import { monitorModel } from './monitor-model.js';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 0, 1);
const table = rows(people(400) as never, { id: t.id(), tenure: t.int(), bill: t.number() });
const kinds = {
  segments: model(
    'segments',
    table.segments().features((c) => ({ tenure: c.tenure, bill: c.bill })),
  ),
  outliers: model(
    'outliers',
    table.outliers().features((c) => ({ tenure: c.tenure, bill: c.bill })),
  ),
};

describe.each(['segments', 'outliers'] as const)('%s, served', (name) => {
  const block = blockRun();
  const log = async (prefix: string, from: number, change: (bill: number) => number): Promise<void> => {
    const served = people(300, 77).map(({ tenure, bill }, i) => ({ row: { tenure, bill: change(bill) }, at: from + i * 60_000 }));
    await logServed(await openAnyModel(name, block.run), served, block.run, prefix);
  };
  beforeAll(async () => void (await train(kinds[name], block.run)));

  it('without drift nothing alarms, nothing is estimated, and the reason is told', async () => {
    await log('A', START - 30 * HOUR, (bill) => bill);
    const report = await monitorModel(name, block.run, { since: '7d' });
    expect(report).toMatchObject({ predictions: 300, outcomes: 0, metrics: {}, estimated: {}, expected: null });
    expect(report.drift.map((d) => d.feature)).toContain('bill');
    expect(report.drift.filter((d) => d.alarm)).toEqual([]);
    expect(report.notes.join(' ')).toContain('There is no target');
    expect(report.trust.verdict).toBe('unknown');
    expect(report.days.reduce((n, day) => n + day.predictions, 0)).toBe(300);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it('inputs and answers that change are found', async () => {
    await log('B', START - 6 * HOUR, (bill) => bill * 5);
    const report = await monitorModel(name, block.run, { since: '1d' });
    const alarmed = report.drift.filter((d) => d.alarm).map((d) => d.kind);
    expect(report.drift.find((d) => d.feature === 'bill')).toMatchObject({ alarm: true });
    expect(alarmed.length).toBeGreaterThanOrEqual(2);
    expect(report.odd!.share.value).toBeGreaterThan(0.05);
    expect(report.trust.verdict).toBe('careful');
  });
});
