import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const hooks = new URL('ts-hooks.mjs', import.meta.url).href;

/** Starts one of the programs beside this file as a process of its own, as TypeScript. */
export function start(program: string, args: readonly string[], options: SpawnOptions = {}): ChildProcess {
  const file = fileURLToPath(new URL(program, import.meta.url));
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '--import', hooks, file, ...args], {
    stdio: 'pipe',
    ...options,
  });
}

/** How a process ended, and the lines that it wrote. */
export interface Ended {
  readonly signal: NodeJS.Signals | null;
  readonly out: readonly string[];
  readonly err: readonly string[];
}

/** Runs such a program to its end. */
export async function runToEnd(program: string, args: readonly string[], options: SpawnOptions = {}): Promise<Ended> {
  const child = start(program, args, options);
  const [out, err] = [collect(child.stdout!), collect(child.stderr!)];
  const signal = await new Promise<NodeJS.Signals | null>((resolve) => child.on('close', (_, ended) => resolve(ended)));
  return { signal, out: out(), err: err() };
}

function collect(stream: NodeJS.ReadableStream): () => readonly string[] {
  let text = '';
  stream.on('data', (bytes: Buffer) => (text += bytes.toString()));
  return () => text.split('\n').filter((line) => line !== '');
}
