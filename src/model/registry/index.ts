export { openRegistry } from './open.js';
export { isModelName, parseRef, refPatterns, type ModelRef } from './ref.js';
export type { AliasChange, AliasOrder, Lineage, ModelSummary, Registry, Resolved, Version } from './registry.js';
