import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { behaviourEvent } from '../../../test/support/logs.js';
import { openWorkspace, type RunOptions } from '../../model/index.js';
import { openServedLog } from './prediction-log.js';

it('keeps events where the log of answers is off, and tells of them in its figures', async () => {
  const root = mkdtempSync(join(tmpdir(), 'mw-off-'));
  const clock = () => 5000;
  const workspace = await openWorkspace({ root, clock });
  const log = await openServedLog('off', { workspace, clock } as RunOptions, {});
  expect([await log.appendSlates([]), log.stats()]).toEqual([false, expect.objectContaining({ committed: 0, away: null })]);
  expect(await log.addEvents([behaviourEvent()], 5000)).toEqual(['taken']);
  await expect.poll(() => log.stats().committed, { timeout: 2000 }).toBe(1);
  await log.close();
  await workspace.close();
  rmSync(root, { recursive: true });
});
