import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../src/core/index.js';
import { t } from '../../src/data/index.js';
import { learn } from '../../src/expr/index.js';
import { rows } from '../../src/features/index.js';
import { model, openWorkspace, promoteVersion, train, type RunOptions } from '../../src/model/index.js';
import { createToken, serve, type Scope, type ServeOptions } from '../../src/serve/index.js';
import { people } from './model-run.js';

/** A running server over a trained model `churn`, whose champion is version 1. */
export interface Served {
  readonly url: string;
  readonly port: number;
  readonly run: RunOptions;
  /** What the server said to whoever runs it. */
  readonly said: readonly string[];
  /** The admin token of the environment. */
  readonly adminToken: string;
  /** A stored token for each scope. */
  readonly tokens: Readonly<Record<Scope, string>>;
  /** Trains and registers one more version. */
  readonly trainAgain: (seed: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** A row that the model answers. */
export const goodRow = { id: 'C1', tenure: 12, bill: 70.5, plan: 'monthly' };

/** Three hundred people, some of whom left. */
export const peopleTable = rows(people(300) as never, {
  id: t.id(),
  tenure: t.int(),
  bill: t.number(),
  plan: t.category().nullable(),
  left: t.bool({ true: 'Yes', false: 'No' }),
});
const churn = model(
  'churn',
  peopleTable.target('left').features((c) => ({ tenure: c.tenure, bill: c.bill, plan: learn.oneHot(c.plan) })),
  {
    decide: { act: 'call', cost: 5, valueIfRight: 30 },
  },
);

/** Trains in a new folder and serves on a free port of loopback. `close` ends all and removes the folder. */
export async function openServed(options: Partial<ServeOptions> = {}): Promise<Served> {
  const root = mkdtempSync(join(tmpdir(), 'millwright-served-'));
  const said: string[] = [];
  const [clock, say] = [systemClock, (line: string) => void said.push(line)];
  const { databaseUrl } = options;
  const workspace = await openWorkspace({ root, clock, ...(databaseUrl ? { databaseUrl } : {}) });
  const run: RunOptions = { workspace, clock, say, signal: new AbortController().signal, progress: () => {} };
  await train(churn, { ...run, learner: 'linear' });
  await promoteVersion('churn@1', 'champion', { force: false }, run);
  const adminToken = 'a-token-of-the-environment';
  // Other work on the machine must not look like overload here.
  const door = { inFlight: 512, lasting: 512, turnMs: 60_000 };
  const serving = await serve({ run, port: 0, adminToken, write: say, door, ...options });
  const { store } = workspace;
  const make = async (scope: Scope) => (await createToken({ name: scope, scopes: [scope] }, { store, clock })).token;
  const tokens = { predict: await make('predict'), label: await make('label'), read: await make('read'), admin: await make('admin') };
  const trainAgain = async (seed: number): Promise<void> => void (await train(churn, { ...run, learner: 'linear', seed }));
  const close = async (): Promise<void> => {
    await serving.close();
    await workspace.close();
    rmSync(root, { recursive: true });
  };
  return { url: serving.url, port: Number(new URL(serving.url).port), run, said, adminToken, tokens, trainAgain, close };
}
