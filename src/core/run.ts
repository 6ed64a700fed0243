/** Now, in milliseconds since 1970-01-01 UTC. An argument wherever time matters, so that tests own it. */
export type Clock = () => number;

/** The machine's clock. */
export const systemClock: Clock = () => Date.now();

/**
 * How work tells that it moves: `words` says what is being done, `done` of `total` how far (0 … 1 when a share).
 * Called at most a few times a second by the worker; it must not throw.
 */
export type Progress = (words: string, done?: number, total?: number) => void;
