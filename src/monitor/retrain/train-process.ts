import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { mwError } from '../../core/index.js';
import type { Trained } from '../../model/index.js';

/** A training to run as a process of its own. */
export interface TrainOrder {
  readonly model: string;
  /** The project's folder. */
  readonly root: string;
  /** Heap in MiB. */
  readonly memoryMb: number;
  /** Wall time, milliseconds. */
  readonly limitMs: number;
  /** The variables of this process, of which the training gets those that are allowed. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Names of further variables that it gets. */
  readonly allow: readonly string[];
  readonly signal: AbortSignal;
  /** What the training says, line by line. */
  readonly say: (line: string) => void;
}

/** What every process needs: to find programs, a home, a language, a folder for spilling, certificates, and the project's database. */
const ALLOWED = [
  'PATH',
  'HOME',
  'USERPROFILE',
  'SYSTEMROOT',
  'LANG',
  'LC_ALL',
  'TZ',
  'TMPDIR',
  'TEMP',
  'NODE_EXTRA_CA_CERTS',
  'MILLWRIGHT_DATABASE_URL',
];
const GRACE_MS = 5000;
const MOST_OUTPUT = 64 << 20;

/** The command line of this package. */
const program = (): string => fileURLToPath(new URL('../../../bin/millwright.js', import.meta.url));

/**
 * Runs `millwright train MODEL --json` as a separate process and gives its answer. It has its own heap limit, wall time, environment and process
 * group, so that it can neither starve nor outlive the process that serves: over the limit or after an abort its group gets SIGTERM, five
 * seconds later SIGKILL. `command` is for tests. Throws `MW_MONITOR_TRAIN`, or `MW_INTERRUPTED` after an abort.
 */
export async function trainProcess(order: TrainOrder, command: readonly string[] = [program()]): Promise<Trained> {
  const { model, root, memoryMb, limitMs, signal } = order;
  signal.throwIfAborted();
  const words = [`--max-old-space-size=${memoryMb}`, ...command, 'train', model, '--json', '--project', root];
  const child = spawn(process.execPath, words, { cwd: root, env: allowed(order), detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let ended: string | undefined;
  const end = (why: string): void => {
    ended ??= why;
    endGroup(child.pid, 'SIGTERM');
    setTimeout(() => child.exitCode === null && endGroup(child.pid, 'SIGKILL'), GRACE_MS).unref();
  };
  const stop = (): void => end('it was interrupted');
  const limit = setTimeout(() => end(`it took longer than ${Math.round(limitMs / 1000)} s`), limitMs);
  signal.addEventListener('abort', stop);
  try {
    const out = collected(child.stdout, () => end('it wrote more than 64 MiB'));
    lines(child.stderr, order.say);
    const code = await new Promise<number | string>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (status, killed) => resolve(status ?? killed ?? 'gone'));
    });
    return answerIn(model, out(), code, ended);
  } catch (cause) {
    if (signal.aborted) throw mwError('MW_INTERRUPTED', { kept: 'The champion is as it was.' }, { cause });
    throw cause;
  } finally {
    clearTimeout(limit);
    signal.removeEventListener('abort', stop);
  }
}

function allowed({ env, allow }: TrainOrder): Record<string, string> {
  const names = new Set([...ALLOWED, ...allow]);
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (names.has(name) && value !== undefined ? [[name, value]] : [])),
  );
}

/** The child leads its group, so a group of that number is its own and nobody else's. */
function endGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(-pid, signal);
  } catch {
    // It has ended by itself.
  }
}

function collected(stream: NodeJS.ReadableStream, tooMuch: () => void): () => string {
  const parts: Buffer[] = [];
  let size = 0;
  stream.on('data', (bytes: Buffer) => {
    size += bytes.length;
    if (size <= MOST_OUTPUT) parts.push(bytes);
    else tooMuch();
  });
  return () => Buffer.concat(parts).toString();
}

function lines(stream: NodeJS.ReadableStream, say: (line: string) => void): void {
  let rest = '';
  stream.on('data', (bytes: Buffer) => {
    const [last, ...whole] = (rest + bytes.toString()).split('\n').toReversed();
    rest = last.slice(0, 10_000);
    for (const line of whole.toReversed()) if (line.trim()) say(line);
  });
}

function answerIn(model: string, out: string, code: number | string, ended: string | undefined): Trained {
  const answer = parsed(out);
  if (code === 0 && answer && ended === undefined) return answer as unknown as Trained;
  const error = (answer as { readonly error?: { readonly code: string; readonly message: string } } | undefined)?.error;
  const reason = ended ?? (error ? `${error.code} ${error.message}` : `it ended with ${code} and without an answer`);
  throw mwError('MW_MONITOR_TRAIN', { model, reason });
}

function parsed(out: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(out) as Readonly<Record<string, unknown>>;
  } catch {
    return undefined;
  }
}
