/** Where things lie in a booster's memory, for the kernels in both languages: the AssemblyScript ones compile this file too. */

/** The control block's words are followed by doubles. */
export const DOUBLES = 2048;
/** First byte after the control block. */
export const FREE = 4096;

export const ROWS = 34;
export const WIDTH = 35;
/** Bytes of a record: bins, gradient, padding. */
export const STRIDE = 36;
/** Offset of the gradient in a record. */
export const GRADIENT_AT = 37;
export const FORMAT = 38;
/** Bits of the hessian sum in a packed cell. */
export const SHIFT = 39;
export const HISTOGRAM_BYTES = 40;
export const RECORDS = 41;
/** Per record, its row number and (fused losses) its state. */
export const TRAVEL = 42;
export const COLUMNS = 43;
/** A byte per bin of the splitting column: 1 goes left. */
export const GOES_LEFT = 44;
/** A histogram per thread. */
export const LOCALS = 45;
/** Histograms of leaves. */
export const SLOTS = 46;
export const RESULTS = 47;
export const GROUPS = 48;
export const MOST_GROUPED = 49;
export const MARGINS = 50;
export const GRADIENTS = 51;
export const OUTPUTS = 52;
/** Per leaf and column, whether a split may gain. */
export const OPEN = 53;
/** Per thread and leaf: first record, records in the bag, records out of it. */
export const SEGMENTS = 54;
export const LEAVES = 55;
/** First column of each thread in the search, then the number of columns. */
export const CUTS = 56;
export const SCRATCH = 57;
export const SCRATCH_BYTES = 58;
/** Per row, a byte: 1 is in the bag. */
export const BAG = 59;
/** Values of the leaves. */
export const VALUES = 60;
export const STAGE = 61;
/** First record of each thread, then the number of records. */
export const SHARDS = 63;

/** Arguments of a phase. */
export const ARGUMENT = 80;

/** Doubles of the plan. */
export const L1 = 0;
/** l2 and a tiny number that keeps divisors off zero. */
export const L2 = 1;
export const CAT_SMOOTH = 2;
export const CAT_L2 = 3;
export const MIN_ROWS_PER_LEAF = 4;
export const MIN_HESSIAN = 5;
export const MAX_CAT_THRESHOLD = 6;
export const MAX_CAT_TO_ONE_HOT = 7;
export const MIN_DATA_PER_GROUP = 8;
/** 1: every value is kept within its leaf's range. */
export const BOUNDED = 9;
/** Quantised = real × scale; real = quantised × unit. */
export const GRADIENT_SCALE = 10;
export const HESSIAN_SCALE = 11;
export const GRADIENT_UNIT = 12;
export const HESSIAN_UNIT = 13;
/** What the search of a child knows, 8 doubles each: gradient, hessian, rows, low, high, least hessian of a side, shift. */
export const CHILD = 16;
export const CHILD_DOUBLES = 8;

/**
 * A column, in words: first byte of its cells, bins of known values, all bins, kind, direction, place in the record, bytes of a bin, first
 * byte in the stage, lookup, kind in the stage, its bytes there, steps of the lookup, first byte of its bundle's cells, code in its bundle.
 */
export const COLUMN_BYTES = 64;
export const NUMBER = 0;
export const NUMBER_WITH_MISSING = 1;
export const CATEGORY = 2;
/** A column of two bins that shares a byte with others: its second bin is the byte's `code`, all other codes are its first. */
export const MEMBER = 3;

export const STAGED_DOUBLES = 0;
export const STAGED_CODES = 1;
export const STAGED_BYTES = 2;

/** A segment: first record, records in the bag, first record out of it, records out of it. */
export const SEGMENT_BYTES = 16;

/** A thread's finding for one child: gain with that of the unsplit leaf, column, bin, missing left, missing seen, left gradient, left hessian, group size. */
export const RESULT_BYTES = 64;

/** Histogram cells: two doubles; gradient and hessian sums in one 64-bit word; the same with hessian 1 for every row. */
export const DOUBLE = 0;
export const PAIR = 1;
export const SINGLE = 2;

/** Phases, beside the one that ends a thread. */
export const BIN = 1;
export const LOAD = 2;
export const ADVANCE_BINARY = 3;
export const ADVANCE_SQUARED = 4;
export const SPLIT = 5;
export const SEARCH = 6;
export const MOVE_MARGINS = 7;
export const DRAW_BAG = 8;
export const SUM = 9;

/** Rows whose gradients and histogram updates follow each other while they are in the nearest cache. */
export const CHUNK = 1024;
