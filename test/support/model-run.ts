import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { random } from '../../src/core/index.js';
import { t } from '../../src/data/index.js';
import { rows } from '../../src/features/index.js';
import { openWorkspace, type RunOptions } from '../../src/model/index.js';

/** A project's state in a new folder, and what was said in it. */
export interface ModelRun {
  readonly run: RunOptions;
  readonly root: string;
  readonly said: readonly string[];
  readonly close: () => Promise<void>;
}

/** Opens a workspace in a new folder of its own. Its clock starts at `startMs` and moves on by a millisecond at each look. */
export async function openRun(startMs: number = Date.UTC(2026, 0, 1)): Promise<ModelRun> {
  const root = mkdtempSync(join(tmpdir(), 'millwright-model-'));
  const said: string[] = [];
  let now = startMs;
  const clock = (): number => now++;
  const workspace = await openWorkspace({ root, clock });
  const run: RunOptions = {
    workspace,
    clock,
    signal: new AbortController().signal,
    progress: () => {},
    say: (line) => void said.push(line),
  };
  return {
    run,
    root,
    said,
    close: async () => {
      await workspace.close();
      rmSync(root, { recursive: true });
    },
  };
}

/** A workspace for the tests of one block, closed and removed after them. */
export function blockRun(): { readonly run: RunOptions; readonly root: string; readonly said: readonly string[] } {
  let opened: ModelRun;
  beforeAll(async () => {
    opened = await openRun();
  });
  afterAll(() => opened.close());
  return {
    get run() {
      return opened.run;
    },
    get root() {
      return opened.root;
    },
    get said() {
      return opened.said;
    },
  };
}

/** Made-up customers as a table, with a target of each kind. */
export const peopleTable = (count: number) =>
  rows(people(count) as never, {
    id: t.id(),
    tenure: t.int(),
    bill: t.number(),
    plan: t.category().nullable(),
    left: t.bool({ true: 'Yes', false: 'No' }),
    segment: t.category(),
    spend: t.number(),
  });

/** One made-up customer. */
export interface Person {
  readonly id: string;
  readonly tenure: number;
  readonly bill: number;
  readonly plan: string | null;
  readonly note: string;
  readonly at: string;
  readonly left: string;
  readonly segment: string;
  readonly spend: number;
}

/**
 * Made-up customers, the same for the same seed: long tenure and yearly plans keep people (`left`), the segment follows the
 * bill, and the spend is a sum of known parts with a little noise.
 */
export function people(rows: number, seed = 1): readonly Person[] {
  const draw = random(seed, 'people');
  return Array.from({ length: rows }, (_, i): Person => {
    const [tenure, bill, luck] = [draw.int(60), Math.round(2000 + 8000 * draw.uniform()) / 100, draw.uniform()];
    const plan = ['monthly', 'yearly', null, 'trial'][draw.int(4)];
    const leaving = (plan === 'yearly' ? -1.5 : plan === 'trial' ? 1 : 0) + 2 - tenure / 15;
    return {
      id: `C${String(i).padStart(5, '0')}`,
      tenure,
      bill,
      plan,
      note: luck < 0.3 ? 'slow support, slow line' : 'all fine',
      at: new Date(Date.UTC(2025, 0, 1) + i * 3_600_000).toISOString(),
      left: draw.uniform() < 1 / (1 + Math.exp(-2 * leaving)) ? 'Yes' : 'No',
      segment: bill + 6 * draw.normal() > 75 ? 'gold' : bill > 45 ? 'silver' : 'basic',
      spend: Math.round(100 * (3 * tenure + bill + (plan === 'yearly' ? 20 : 0) + draw.normal())) / 100,
    };
  });
}
