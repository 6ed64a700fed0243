import { ADVANCE_BINARY, ADVANCE_SQUARED, BIN, DRAW_BAG, LOAD, MOVE_MARGINS, SEARCH, SPLIT, SUM } from '../layout.js';
import { PHASE } from '../../threads/layout.js';
import { runBin } from './bins.js';
import { runAdvance, runLoad } from './gradients.js';
import { word, type Plain } from './plain.js';
import { runSearch } from './run-search.js';
import { runDrawBag, runMoveMargins, runSplit, runSum } from './split.js';

const phases: Readonly<Record<number, (p: Plain, thread: number) => void>> = {
  [BIN]: runBin,
  [LOAD]: runLoad,
  [ADVANCE_BINARY]: (p, thread) => runAdvance(p, thread, false),
  [ADVANCE_SQUARED]: (p, thread) => runAdvance(p, thread, true),
  [SPLIT]: runSplit,
  [SEARCH]: runSearch,
  [MOVE_MARGINS]: runMoveMargins,
  [DRAW_BAG]: runDrawBag,
  [SUM]: runSum,
};

/** Runs one thread's share of the phase that the control block names: the definition of what the WebAssembly kernels do. */
export function runPlain(p: Plain, thread: number): void {
  phases[word(p, PHASE)](p, thread);
}
