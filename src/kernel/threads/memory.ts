import { alone, threadKernel, type Team, type Threads } from './team.js';
import { viewsOf, type Views } from './views.js';

const [PAGE, MOST_BYTES] = [65_536, 2 ** 32];

/** A memory, and who works in it. */
export interface TeamMemory {
  readonly views: Views;
  /** Who runs the phases: asked for when all that they read is written. */
  team(): Team;
}

/** Throws a `RangeError` for more bytes than a WebAssembly memory holds. */
export function checkBytes(bytes: number): void {
  if (bytes > MOST_BYTES) throw new RangeError(`${bytes} bytes are more than a WebAssembly memory holds`);
}

/**
 * A memory of so many bytes, in which this thread and `threads` run the kernel; without a kernel this thread alone runs its definition. Throws a `RangeError` where there
 * is not enough memory.
 */
export function teamMemory(
  bytes: number,
  kernel: WebAssembly.Module | undefined,
  runPlain: (views: Views) => void,
  threads?: Threads,
): TeamMemory {
  checkBytes(bytes);
  const pages = Math.ceil(bytes / PAGE);
  if (!kernel) {
    const views = viewsOf(new ArrayBuffer(pages * PAGE));
    return { views, team: () => alone(() => runPlain(views)) };
  }
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  const own = threadKernel({ kernel }, memory);
  return { views: viewsOf(memory.buffer), team: () => threads?.team(own, { kernel }, memory) ?? alone((thread) => own.run(thread)) };
}
