import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../src/core/index.js';
import { model, openWorkspace, promoteVersion, train, type Workspace } from '../../src/model/index.js';
import { root as repository } from './files.js';
import { peopleTable } from './served.js';

const token = 'a-token-of-the-environment';

/** A trained project whose server may be killed: the program itself, as its users run it. */
export interface FaultyProject {
  readonly root: string;
  readonly databaseUrl: string | undefined;
  /** Starts `millwright serve`; resolves when it says where. */
  readonly start: () => Promise<FaultyServer>;
  /** Opens the project's state beside the server, and closes it after `look`. */
  readonly look: <T>(look: (workspace: Workspace) => Promise<T>) => Promise<T>;
}

/** A server process, and a client that knows its token. */
export interface FaultyServer {
  readonly child: ChildProcess;
  readonly post: (path: string, body: unknown) => Promise<{ readonly status: number; readonly body: unknown }>;
  /** Sends a signal to this process alone and waits for its end. */
  readonly end: (signal: NodeJS.Signals) => Promise<void>;
}

/** A new project with two versions of `churn`, version 1 champion. */
export async function faultyProject(databaseUrl?: string): Promise<FaultyProject> {
  const root = mkdtempSync(join(tmpdir(), 'millwright-faults-'));
  const look: FaultyProject['look'] = async (work) => {
    const workspace = await openWorkspace({ root, ...(databaseUrl ? { databaseUrl } : {}), clock: systemClock });
    try {
      return await work(workspace);
    } finally {
      await workspace.close();
    }
  };
  await look(async (workspace) => {
    const run = { workspace, clock: systemClock, say: () => {}, signal: new AbortController().signal, progress: () => {} };
    for (const seed of [1, 2]) await train(churn, { ...run, learner: 'linear', seed });
    await promoteVersion('churn@1', 'champion', { force: true }, run);
  });
  return { root, databaseUrl, look, start: () => startServer(root, databaseUrl) };
}

const churn = model(
  'churn',
  peopleTable.target('left').features((c) => ({ tenure: c.tenure, bill: c.bill })),
);

async function startServer(root: string, databaseUrl: string | undefined): Promise<FaultyServer> {
  const words = ['serve', '--project', root, '--port', '0', '--json', '--log-level', 'error'];
  const env = { ...process.env, MILLWRIGHT_ADMIN_TOKEN: token, ...(databaseUrl ? { MILLWRIGHT_DATABASE_URL: databaseUrl } : {}) };
  const child = spawn(process.execPath, [join(repository, 'bin/millwright.js'), ...words], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'exit');
  let said = '';
  child.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()));
  const first = await Promise.race([firstLine(child), ended.then(() => Promise.reject(new Error(`serve ended: ${said}`)))]);
  const { url } = JSON.parse(first) as { readonly url: string };
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return {
    child,
    post: async (path, body) => {
      const answer = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
      return { status: answer.status, body: await answer.json() };
    },
    end: async (signal) => {
      child.kill(signal);
      await ended;
    },
  };
}

async function firstLine(child: ChildProcess): Promise<string> {
  let text = '';
  for await (const bytes of child.stdout!) {
    text += String(bytes);
    if (text.includes('\n')) break;
  }
  return text.split('\n')[0];
}
