import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { blockRun } from '../../../test/support/model-run.js';
import { t } from '../../data/index.js';
import { rows } from '../../features/index.js';
import { explainRow, model, openModel, train, writeReport, type Model } from '../../model/index.js';
import { liveVersion } from '../live/live-version.js';

const block = blockRun();
const DAY_MS = 86_400_000;
const dayOf = (day: number): string => new Date(Date.UTC(2025, 0, 1) + day * DAY_MS).toISOString().slice(0, 10);

it('says dates as dates: in the reasons of the server, in explain, and in the report', async () => {
  const members = Array.from({ length: 200 }, (_, i) => ({ joined: dayOf(i), seats: i % 5, spend: i + (i % 5) }));
  const spend = model(
    'spend',
    rows(members, { joined: t.date(), seats: t.int({ unit: 'seats' }), spend: t.number() })
      .target('spend')
      .features((c) => ({ joined: c.joined.epochDays(), seats: c.seats })),
  );
  await train(spend as unknown as Model, { ...block.run, learner: 'linear' });
  const version = liveVersion(await openModel('spend', block.run));
  const row = version.reader.read({ joined: '2025-02-11', seats: 3 })!;
  const [reasons] = version.explain([row], 2);
  expect(reasons.map(({ feature, value }) => [feature, value])).toEqual([
    ['joined', '2025-02-11'],
    ['seats', 3],
  ]);
  expect(reasons[0].text).toMatch(/^joined is 2025-02-11: takes \S+ off spend$/);
  expect(reasons[1].text).toMatch(/^seats is 3 seats: adds \S+ to spend$/);
  const explained = await explainRow('spend', { joined: '2025-02-11', seats: 3 }, block.run);
  expect(explained.rows[0].contributions.find(({ feature }) => feature === 'joined')!.value).toBe('2025-02-11');
  const file = join(block.root, 'report.html');
  await writeReport('spend', file, block.run);
  expect(await readFile(file, 'utf8')).toMatch(/>2025-0\d-\d\d</);
});
