/** The words of a fit of pairs, for the kernels in both languages: the AssemblyScript one compiles this file too. */

/** Address of the words: 32 bits each. */
export const WORDS = 1024;
/** Bytes of a line of factors. */
export const LINE_BYTES = 0;
/** Place of the item's own strength in a line; a user's is 1 for ever. */
export const OWN = 1;
export const USERS = 2;
export const ITEMS = 3;
/** Per user, its first entry. */
export const START = 4;
/** Per entry its item, ascending within a user. */
export const COLUMN = 5;
/** Per entry its user. */
export const USER_OF = 6;
export const ENTRIES = 7;
export const ITEM_COUNT = 8;
/** 1 / (1 + exp x) for x from -8 to 8. */
export const TABLE = 9;
/** Pairs that are drawn ahead. */
export const DRAWN = 10;
/** Doubles after the words. */
export const DOUBLES = 1280;
export const RATE = 0;
export const RIDGE = 1;
/** First byte after all that. */
export const FREE = 2048;

/** Cells of the table, and how many there are to 1. */
export const CELLS = 8192;
export const CELLS_PER_ONE = 512;
export const FARTHEST = 8;

/** Pairs that are drawn at a time, so that their lines are fetched together. */
export const DRAWS = 16;
