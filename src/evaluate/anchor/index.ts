export { searchAnchor, type AnchorSearch, type FoundAnchor } from './search.js';
export type { AnchorColumn } from './terms.js';
