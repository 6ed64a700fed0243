/**
 * Sums over pairs of columns of a sparse matrix: all of them as a dense matrix, its inverse, and sparse regressions of each column from
 * the others; the nearest columns. AssemblyScript:
 * `scripts/build-kernels.mjs` compiles it, `src/kernel/pairs/` calls it, lays out the memory and says the same in plain TypeScript.
 */
import { COLUMNS, END, GATHER, GRAM, LINE_BYTES, MATRIX, MIRROR, NEAREST, PACK, REGRESS, SCRATCH, SCRATCH_BYTES, UPDATE, WRITE } from '../../src/kernel/pairs/layout';
import { PHASE } from '../../src/kernel/threads/layout';
import { gather, nearest } from './pairs/nearest';
import { addProducts } from './pairs/products';
import { regress } from './pairs/regress';
import { mirror, pack, update, write } from './pairs/sweep';
import { address, double, word } from './pairs/words';
import { endTurn, nextPart, nextTurn } from './threads/turns';

export { begin, ended } from './threads/turns';

// @ts-ignore: decorator
@inline
function scratch(thread: i32): usize {
  return address(SCRATCH) + <usize>thread * address(SCRATCH_BYTES);
}

/** Double 0: what is added to the diagonal. Writes line `part` of the products of all columns, up to the diagonal. */
function gram(thread: i32, part: i32): void {
  const sums = scratch(thread);
  memory.fill(sums, 0, <usize>(part + 1) << 3);
  addProducts(part, part, sums);
  const own = sums + (<usize>part << 3);
  store<f64>(own, load<f64>(own) + double(0));
  const to = address(MATRIX) + <usize>part * address(LINE_BYTES);
  for (let j: usize = 0; j <= <usize>part; j++) store<f32>(to + (j << 2), <f32>load<f64>(sums + (j << 3)));
}

/** Runs parts of the phase that the control block names, until none is left. */
export function run(thread: i32): void {
  const phase = word(PHASE);
  for (let part = nextPart(); part < word(END); part = nextPart()) {
    if (phase == UPDATE) update(part);
    else if (phase == PACK) pack(part);
    else if (phase == WRITE) write(part);
    else if (phase == MIRROR) mirror(part);
    else if (phase == GRAM) gram(thread, part);
    else if (phase == NEAREST) nearest(thread, scratch(thread), part);
    else if (phase == GATHER) gather(part);
    else if (phase == REGRESS) regress(scratch(thread), part);
  }
}

/** Runs this thread's share of every phase after turn `seen`, until there is to be none. */
export function serve(thread: i32, seen: i32, spins: i32): void {
  for (;;) {
    seen = nextTurn(seen, spins);
    if (seen < 0) return;
    run(thread);
    endTurn();
  }
}
