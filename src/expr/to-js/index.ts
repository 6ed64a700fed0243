export { compileBlock, type BlockColumns, type BlockOutput, type BlockProgram } from './block.js';
export type { Row } from './interpret.js';
export { loadBool, loadNumber, loadText, loadTime } from './load.js';
export { compileRow, interpret, rowSource, type JsOptions, type RowProgram } from './row.js';
export { levelsOf, slotsOf, widthOf, type Slot } from './slots.js';
export { compileValues, type Value } from './values.js';
