import type { MillwrightError } from '../core/index.js';

/**
 * What a failed attempt means.
 * - `again`: the engine rolled the attempt back and another may succeed (a lock, a serialisation conflict, a lost connection)
 * - `error`: what to raise when attempts are over, or at once when `again` is false
 * - `lost`: the connection broke, so a commit that was under way may have taken effect
 */
export interface Failure {
  readonly again: boolean;
  readonly lost: boolean;
  readonly error: MillwrightError;
}

/** Reads an engine's error; `undefined` when it is not the engine's (a bug, or an error that the work itself raised). */
export type ReadFailure = (error: unknown) => Failure | undefined;
