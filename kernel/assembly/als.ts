/**
 * The stages of alternating least squares by conjugate gradients. AssemblyScript: `scripts/build-kernels.mjs` compiles it, `src/kernel/als/` calls
 * it and says the same in plain TypeScript. Every line is worked out from start to end by one thread, in one order of sums: the bits are those of
 * the plain loops, whoever takes which line.
 */
import { CONTROL, PHASE } from '../../src/kernel/threads/layout';
import { ARGUMENT, GRAM, PIECE, SCRATCH, SCRATCH_BYTES, SOLVE, STEPS, STRIDE, TURN_LINES } from '../../src/kernel/als/layout';
import { gram } from './als/gram';
import { solveLine } from './als/solve';
import { turnLines } from './als/turn-lines';
import { endTurn, nextPart, nextTurn } from './threads/turns';

export { begin, ended } from './threads/turns';

// @ts-ignore: decorator
@inline
function word(index: i32): i32 {
  return load<i32>(CONTROL + (index << 2));
}

// @ts-ignore: decorator
@inline
function argument(index: i32): i32 {
  return word(ARGUMENT + index);
}

/** An argument that is an address. */
// @ts-ignore: decorator
@inline
function pointer(index: i32): usize {
  return <usize>argument(index);
}

/** A Gram matrix for each piece of `lines` lines. */
function runGram(): void {
  const bytes = <usize>word(STRIDE) << 2;
  const rows = argument(1);
  const lines = argument(2);
  for (let first = nextPart() * lines; first < rows; first = nextPart() * lines) {
    const from = pointer(0) + <usize>first * bytes;
    gram(from, min(lines, rows - first), pointer(3) + <usize>(first / lines) * (<usize>word(STRIDE) * bytes), word(STRIDE));
  }
}

function runTurn(): void {
  const bytes = <usize>word(STRIDE) << 2;
  const rows = argument(2);
  for (let first = nextPart() * PIECE; first < rows; first = nextPart() * PIECE) {
    const at = <usize>first * bytes;
    turnLines(pointer(0) + at, pointer(1) + at, min(PIECE, rows - first), pointer(3), word(STRIDE), argument(4) == 1);
  }
}

function runSolve(thread: i32): void {
  const bytes = <usize>word(STRIDE) << 2;
  const scratch = <usize>word(SCRATCH) + thread * word(SCRATCH_BYTES);
  const solved = scratch + 3 * bytes;
  const rows = argument(5);
  for (let first = nextPart() * PIECE; first < rows; first = nextPart() * PIECE) {
    const end = min(first + PIECE, rows);
    for (let row = first; row < end; row++) {
      const start = pointer(0) + ((<usize>row) << 2);
      const from = load<i32>(start);
      const until = load<i32>(start, 4);
      solveLine(pointer(1), pointer(2), from, until, pointer(3), solved + <usize>(row - first) * bytes, scratch, bytes, word(STEPS));
    }
    turnLines(solved, pointer(4) + <usize>first * bytes, end - first, pointer(6), word(STRIDE), false);
  }
}

/** One thread's share of the phase in the control block. */
export function run(thread: i32): void {
  const phase = word(PHASE);
  if (phase == SOLVE) runSolve(thread);
  else if (phase == GRAM) runGram();
  else if (phase == TURN_LINES) runTurn();
}

/** Runs this thread's share of every phase after turn `seen`, until it is told to stop. */
export function serve(thread: i32, seen: i32, spins: i32): void {
  for (seen = nextTurn(seen, spins); seen != -1; seen = nextTurn(seen, spins)) {
    run(thread);
    endTurn();
  }
}
