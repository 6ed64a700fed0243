export { errorTable, listed, MillwrightError, mwError, row, type ErrorCode, type ErrorRow } from './errors/index.js';
export { fileReason } from './file-reason.js';
export { allDone } from './all-done.js';
export { factorise, solveFactored, solveLower, solveUpper } from './cholesky.js';
export { parseBytes, sizeWords } from './bytes.js';
export { DAY_MS, durationWords, HOUR_MS, parseDuration, parseLatency } from './duration.js';
export { count, figure, money, percent, plainNumber } from './figures.js';
export { joined } from './joined.js';
export { canonicalJson, digestOf, sha256, type Json } from './json.js';
export { logit, logSumExp, neverSure, sigmoid, softmaxInto, softplus } from './links.js';
export { logGamma } from './log-gamma.js';
export {
  doublesOf,
  headsOf,
  MISSING_FLAG,
  rowOf,
  takeRows,
  type CategoryColumn,
  type ColumnHead,
  type FlagColumn,
  type Matrix,
  type MatrixColumn,
  type NumberColumn,
} from './matrix.js';
export { didYouMean, nearest } from './nearest.js';
export { packageRoot, packageVersion } from './package-root.js';
export { random, type Random } from './random.js';
export { allColumns, blocksOf, cellsOf, emptyColumns, gathered, placeOf, type RowBlocks } from './row-blocks.js';
export { drawRows } from './draw-rows.js';
export { hasTarget, outputsFor, tasks, type AnyTask, type Task, type TargetlessTask, type TaskFacts } from './task.js';
export { given } from './given.js';
export { listedWords } from './listed-words.js';
export { characterFault, ID_CHARACTERS, idFault, textFault } from './text-fault.js';
export { systemClock, type Clock, type Progress } from './run.js';
export { lazily, type Lazy } from './lazily.js';
export { finished, inParts, inTurns, type Steps } from './steps.js';
export { evenly } from './evenly.js';
