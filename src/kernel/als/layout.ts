/** Where things lie in the memory of alternating least squares, for the kernels in both languages: the AssemblyScript one compiles this file too. */

/** Floats of a line of factors: filled up with zeros to a multiple of eight. */
export const STRIDE = 34;
/** Steps of conjugate gradients per line. */
export const STEPS = 35;
/** Room of each thread. */
export const SCRATCH = 36;
export const SCRATCH_BYTES = 37;
/** Arguments of a phase. */
export const ARGUMENT = 80;
/** First byte after the control block. */
export const FREE = 4096;

export const GRAM = 1;
export const TURN_LINES = 2;
export const SOLVE = 3;

/** Lines that a thread takes at once. */
export const PIECE = 16;
