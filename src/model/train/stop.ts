import type { TrainOptions } from './settings.js';

/**
 * The options of a training that may be asked to stop: until its search has found something it is aborted, and afterwards it goes on with the best.
 * Without `stop` they are as they were.
 */
export function stoppable(options: TrainOptions): TrainOptions {
  const { stop } = options;
  if (!stop) return options;
  const abort = new AbortController();
  let isFound = false;
  const heard = (): void => {
    if (!isFound) abort.abort(stop.reason);
  };
  if (stop.aborted) heard();
  else stop.addEventListener('abort', heard, { once: true });
  return {
    ...options,
    signal: AbortSignal.any([options.signal, abort.signal]),
    found: () => {
      if (!isFound) options.found?.();
      isFound = true;
    },
  };
}
