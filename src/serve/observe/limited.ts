import type { Clock } from '../../core/index.js';

/**
 * Lets at most `most` things through per second of the clock: what happens ten thousand times a second need not be told as often.
 * Gives `undefined` where the thing is to be left out, else how many were left out since the last one that was not.
 */
export function perSecond(most: number, clock: Clock): () => number | undefined {
  let [second, told, left] = [-1, 0, 0];
  return () => {
    const now = Math.floor(clock() / 1000);
    if (now !== second) [second, told] = [now, 0];
    if (told >= most) {
      left++;
      return undefined;
    }
    told++;
    const before = left;
    left = 0;
    return before;
  };
}
