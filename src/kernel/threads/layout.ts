/** Where threads find their work in a shared memory, for the kernels in both languages: the AssemblyScript ones compile this file too. */

/** Address of the control block: 32-bit words. */
export const CONTROL = 1024;

/** Words that the threads signal with, each in a cache line of its own. */
export const TURN = 0;
export const DONE = 16;
/** What comes next of a phase whose parts are taken as threads come by. */
export const NEXT = 64;

export const PHASE = 32;
export const THREADS = 33;

/** The phase that ends a thread. */
export const STOP = 0;
