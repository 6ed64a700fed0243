import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { packageRoot } from '../../core/index.js';

/** A command of this package to run as a process of its own. */
export interface OwnProcess {
  /** The command and its words. */
  readonly words: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Heap in MiB. */
  readonly memoryMb: number;
  /** Wall time, milliseconds. */
  readonly limitMs: number;
  readonly signal: AbortSignal;
  /** What it writes to standard error, line by line. */
  readonly say: (line: string) => void;
  /** The program in the place of this package's command line: for tests. */
  readonly program?: readonly string[];
}

/** How it ended. */
export interface ProcessEnd {
  /** What it wrote to standard output. */
  readonly out: string;
  /** Its exit status, or the signal that ended it. */
  readonly code: number | string;
  /** Why it was told to end; absent when it ended by itself. */
  readonly told?: string;
}

const GRACE_MS = 5000;
const MOST_OUTPUT = 64 << 20;

const commandLine = (): string => join(packageRoot(), 'bin', 'millwright.js');

/**
 * Runs it to its end, with its own heap limit, wall time, environment and process group, so that it can neither starve nor outlive the process
 * that started it: over a limit or after an abort its group gets SIGTERM, five seconds later SIGKILL. Rejects only when it cannot be started.
 */
export async function ownProcess(order: OwnProcess): Promise<ProcessEnd> {
  const { cwd, env, limitMs, signal, say, program = [commandLine()] } = order;
  const words = [`--max-old-space-size=${order.memoryMb}`, ...program, ...order.words];
  const child = spawn(process.execPath, words, { cwd, env: { ...env }, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let told: string | undefined;
  const end = (why: string): void => {
    told ??= why;
    endGroup(child.pid, 'SIGTERM');
    setTimeout(() => child.exitCode === null && endGroup(child.pid, 'SIGKILL'), GRACE_MS).unref();
  };
  const stop = (): void => end('it was interrupted');
  const limit = setTimeout(() => end(`it took longer than ${Math.round(limitMs / 1000)} s`), limitMs);
  signal.addEventListener('abort', stop);
  try {
    const out = collected(child.stdout, () => end('it wrote more than 64 MiB'));
    eachLine(child.stderr, say);
    const code = await new Promise<number | string>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (status, killed) => resolve(status ?? killed ?? 'gone'));
    });
    return { out: out(), code, ...(told === undefined ? {} : { told }) };
  } finally {
    clearTimeout(limit);
    signal.removeEventListener('abort', stop);
  }
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

function eachLine(stream: NodeJS.ReadableStream, say: (line: string) => void): void {
  let rest = '';
  stream.on('data', (bytes: Buffer) => {
    const [last, ...whole] = (rest + bytes.toString()).split('\n').toReversed();
    rest = last.slice(0, 10_000);
    for (const line of whole.toReversed()) if (line.trim()) say(line);
  });
}
