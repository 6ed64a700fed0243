import { fork, spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { root } from '../support/files.js';

/** The error that a command answers under `--json`. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly fix: string;
  readonly where?: string;
}

/** How a command line ended and what it wrote. */
export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  /** Promises that failed and that nobody waited for. */
  readonly astray: readonly string[];
}

/** The program in one process, in which many command lines run one after the other: the start of Node is paid once. */
export interface Program {
  run(...words: readonly string[]): Promise<Ran>;
  end(): void;
}

/** Starts the built program. */
export function startProgram(env: NodeJS.ProcessEnv = {}): Program {
  const child = fork(fileURLToPath(new URL('program-child.mjs', import.meta.url)), {
    env: { ...process.env, NO_COLOR: '1', ...env },
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const waiting = new Map<number, (ran: Ran) => void>();
  let id = 0;
  child.on('message', (answer: Ran & { readonly id: number }) => waiting.get(answer.id)!(answer));
  child.on('exit', (code) => {
    for (const done of waiting.values()) done({ code, out: '', err: `the process ended with ${code}`, astray: ['it ended'] });
  });
  return {
    run: (...words) =>
      new Promise((resolve) => {
        const own = ++id;
        waiting.set(own, (ran) => (waiting.delete(own), resolve(ran)));
        child.send({ id: own, words });
      }),
    end: () => void child.kill(),
  };
}

export const bin = join(root, 'bin/millwright.js');

/** The binary as a process of its own; `started` may stop it. */
export function runBinary(
  words: readonly string[],
  options: SpawnOptions & { readonly env?: NodeJS.ProcessEnv; readonly started?: (child: ChildProcess) => void } = {},
): Promise<Ran & { readonly signal: NodeJS.Signals | null }> {
  const { started, env, ...rest } = options;
  const child = spawn(process.execPath, [bin, ...words], { ...rest, stdio: 'pipe', env: { ...process.env, NO_COLOR: '1', ...env } });
  let [out, err] = ['', ''];
  child.stdout!.on('data', (bytes: Buffer) => (out += bytes.toString()));
  child.stderr!.on('data', (bytes: Buffer) => (err += bytes.toString()));
  started?.(child);
  return new Promise((resolve) => child.on('close', (code, signal) => resolve({ code, signal, out, err, astray: [] })));
}
