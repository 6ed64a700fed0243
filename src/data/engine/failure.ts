import { mwError, type MillwrightError, MillwrightError as Known } from '../../core/index.js';

/**
 * A failure of DuckDB as one of our errors. Its own text, which may hold paths, SQL or data, stays in `cause` for debugging.
 */
export function engineFailure(
  error: unknown,
  options: { readonly memoryLimitMb?: number | undefined; readonly aborted: boolean },
): MillwrightError {
  if (error instanceof Known) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (options.aborted || /^INTERRUPT/i.test(message))
    return mwError('MW_INTERRUPTED', { kept: 'Nothing of this step was kept.' }, { cause: error });
  if (/No space left on device|could not write to temporary file/i.test(message)) return mwError('MW_DATA_DISK', {}, { cause: error });
  if (/^Out of Memory|could not allocate|failed to (allocate|offload|pin)/i.test(message)) {
    const limit = options.memoryLimitMb === undefined ? 'no limit was set' : `the limit is ${options.memoryLimitMb} MB`;
    return mwError('MW_DATA_MEMORY', { limit }, { cause: error });
  }
  return mwError('MW_DATA_ENGINE', { kind: kindOf(message) }, { cause: error });
}

const kindOf = (message: string): string => /^([A-Z][A-Za-z ]{2,30}?)(?: Error)?:/.exec(message)?.[1].toLowerCase() ?? 'unknown';

/** The engine's own words of a failure, for code that translates them; empty when there are none. */
export function engineWords(error: unknown): string {
  const cause = error instanceof Known ? error.cause : error;
  return cause instanceof Error ? cause.message : '';
}
