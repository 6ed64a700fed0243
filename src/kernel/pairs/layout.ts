/** Where things lie in the memory of the kernels over pairs of columns, for the kernels in both languages: the AssemblyScript ones compile this file too. */

/** First byte after the control block. */
export const FREE = 2048;

/** Words of the control block, after those of the threads. Columns of the sparse matrix. */
export const COLUMNS = 96;
/** Columns of the dense matrix: those, and as many more as make a multiple of {@link LANES}. */
export const WIDTH = 97;
/** Bytes of a line of the dense matrix. */
export const LINE_BYTES = 98;
/** The dense matrix: 32-bit floats. */
export const MATRIX = 99;

/** The sparse matrix by lines, and by columns: where each begins, the others' numbers, the values as doubles. */
export const LINE_START = 100;
export const LINE_COLUMN = 101;
export const LINE_VALUE = 102;
export const COLUMN_START = 103;
export const COLUMN_LINE = 104;
export const COLUMN_VALUE = 105;

/** What a thread sums into. */
export const SCRATCH = 106;
export const SCRATCH_BYTES = 107;

/** Columns of the pivot that are swept at once, packed; what they say for every column; and how much it counts. */
export const PIVOT = 108;
export const SAID = 109;
export const WEIGHED = 110;

/** Length of each column, and where the neighbours that were found go: places, then similarities. */
export const LENGTHS = 111;
export const FOUND_COLUMN = 112;
export const FOUND_VALUE = 113;
/** Places between what is found for one column and for the next. */
export const FOUND_STRIDE = 114;
/** Columns that each thread finds neighbours for, how many of each it has found, and per column of all what is surely too little to be found. */
export const FOUND_EACH = 115;
export const FOUND_COUNT = 116;
export const LIMITS = 117;

/** Arguments of a phase: the first part that it leaves for later, then its own. */
export const END = 128;
export const ARGUMENT = 129;
/** Doubles of a phase. */
export const DOUBLES = 144;

/** Phases, beside the one that ends a thread. */
export const GRAM = 1;
export const PACK = 2;
export const UPDATE = 3;
export const WRITE = 4;
export const MIRROR = 5;
export const NEAREST = 6;
export const REGRESS = 7;
export const GATHER = 8;

/** Columns that are swept at once, and the side of a tile. */
export const BLOCK = 128;
/** Columns that a kernel takes at once. */
export const LANES = 8;
