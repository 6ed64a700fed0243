import { expect, it } from 'vitest';
import { alone, startThreads, ThreadEnded, type TeamModules, type ThreadKernel } from './team.js';

const empty = new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
const never: ThreadKernel = { run: () => {}, begin: () => {}, ended: () => 0 };
const memory = (): WebAssembly.Memory => new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });

it('a thread that ends before its work is an error, not a wait', async () => {
  const modules: TeamModules = { kernel: empty, sum: empty };
  const threads = startThreads(1);
  await expect(threads.team(never, modules, memory()).run()).rejects.toBeInstanceOf(ThreadEnded);
  threads.close();
});

it('alone, a phase runs on this thread, and is done when it returns', () => {
  const ran: number[] = [];
  expect(alone((thread) => ran.push(thread)).run()).toBeUndefined();
  expect(ran).toEqual([0]);
});
