export { loadBool, loadNumber, loadText, loadTime } from './load.js';
export type { Row } from './interpret.js';
export { compileRow, compileValues, interpret, rowSource, type JsOptions, type RowProgram, type Value } from './row.js';
export { levelsOf, slotsOf, widthOf, type Slot } from './slots.js';
