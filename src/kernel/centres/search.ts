import { plainCentres } from './plain.js';
import type { CentreSearch, CentreSize } from './stages.js';
import { wasmCentres } from './wasm.js';

/**
 * A search for centres, two at a time by WebAssembly; where that does not run, or has not the memory, in plain TypeScript, with the same bits. It holds
 * the points and some 60 bytes per row.
 */
export const centreSearch = (size: CentreSize): CentreSearch => wasmCentres(size) ?? plainCentres(size);
