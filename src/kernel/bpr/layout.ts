/** Where things lie in the memory of a fit of pairs, for the kernels in both languages: the AssemblyScript one compiles this file too. */

/** Words of the control block, after those of the threads. Bytes of a line of factors. */
export const LINE_BYTES = 96;
/** Per item its own strength, whoever asks. */
export const OWN = 97;
export const USERS = 98;
export const ITEMS = 99;
export const ITEM_COUNT = 100;
/** Per user, its first entry. */
export const START = 101;
/** Per entry its item, ascending within a user. */
export const COLUMN = 102;
/** 1 / (1 + exp x) for x from -8 to 8. */
export const TABLE = 103;
/** Into how many blocks users are cut, and items. */
export const BLOCKS = 104;
/** Per block its first user, and where the last ends. */
export const FIRST_USER = 105;
/** Items block by block, as they were shuffled, and per item its block. */
export const ORDER = 106;
export const BLOCK_OF = 107;
/** Entries as users and items, those of one user block and one item block together; per user block where those of each item block begin, and one word more. */
export const PAIRS = 108;
export const CELL_START = 109;

/** Arguments of a phase: the stream of random numbers, and by how many an item block comes after the user block it meets. */
export const STREAM = 128;
export const SHIFT = 129;
/** Doubles after the words. */
export const DOUBLES = 144;
export const RATE = 0;
export const RIDGE = 1;
/** First byte after all that. */
export const FREE = 2048;

/** Puts the entries of a user block in the order of the item blocks; and steps over one cell of each user block. */
export const SORT = 1;
export const STEP = 2;

/** Cells of the table, and how many there are to 1. */
export const CELLS = 8192;
export const CELLS_PER_ONE = 512;
export const FARTHEST = 8;
