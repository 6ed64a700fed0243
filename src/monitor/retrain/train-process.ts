import { mwError } from '../../core/index.js';
import type { Trained } from '../../model/index.js';
import { ownProcess, type ProcessEnd } from './own-process.js';

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

/**
 * Runs `millwright train MODEL --json` as a process of its own, with limits and a few variables of the environment, and gives its answer.
 * `program` is for tests. Throws `MW_MONITOR_TRAIN`, or `MW_INTERRUPTED` after an abort.
 */
export async function trainProcess(order: TrainOrder, program?: readonly string[]): Promise<Trained> {
  const { model, root, memoryMb, limitMs, signal, say } = order;
  signal.throwIfAborted();
  const words = ['train', model, '--json', '--project', root];
  const ended = await ownProcess({
    words,
    cwd: root,
    env: allowed(order),
    memoryMb,
    limitMs,
    signal,
    say,
    ...(program ? { program } : {}),
  });
  if (signal.aborted) throw mwError('MW_INTERRUPTED', { kept: 'The champion is as it was.' });
  return answerIn(model, ended);
}

function allowed({ env, allow }: TrainOrder): Record<string, string> {
  const names = new Set([...ALLOWED, ...allow]);
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (names.has(name) && value !== undefined ? [[name, value]] : [])),
  );
}

function answerIn(model: string, { out, code, told }: ProcessEnd): Trained {
  const answer = parsed(out);
  if (code === 0 && answer && told === undefined) return answer as unknown as Trained;
  const error = (answer as { readonly error?: { readonly code: string; readonly message: string } } | undefined)?.error;
  const reason = told ?? (error ? `${error.code} ${error.message}` : `it ended with ${code} and without an answer`);
  throw mwError('MW_MONITOR_TRAIN', { model, reason });
}

function parsed(out: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(out) as Readonly<Record<string, unknown>>;
  } catch {
    return undefined;
  }
}
