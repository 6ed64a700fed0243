export { spoolFolder, spoolPath } from './read.js';
export { Spool, type SpoolOptions } from './spool.js';
export type { SpoolBlock } from './read.js';
export { orphans, type Orphan } from './orphans.js';
export { eraseFromSpools } from './erase.js';
