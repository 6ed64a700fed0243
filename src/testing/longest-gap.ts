const STOP_MS = 700;
/** What a fit may take between two turns. */
export const MOST_GAP_MS = 200;

/**
 * The most milliseconds of the processor that work takes without a turn of the event loop, and to end once it is stopped after 0.7 s: the smaller of two
 * tries where the first takes 200 or more. Time on the processor, so that a busy machine does not count.
 */
export async function longestGapMs(work: (signal: AbortSignal) => Promise<unknown>): Promise<number> {
  const first = await gapOf(work);
  return first < MOST_GAP_MS ? first : Math.min(first, await gapOf(work));
}

async function gapOf(work: (signal: AbortSignal) => Promise<unknown>): Promise<number> {
  const stop = new AbortController();
  const enough = new Error('enough');
  let [last, longest] = [process.cpuUsage(), 0];
  const turn = (): void => {
    const { user, system } = process.cpuUsage(last);
    longest = Math.max(longest, (user + system) / 1000);
    if (!stop.signal.aborted) last = process.cpuUsage();
  };
  const heard = setInterval(turn, 1);
  const stopping = setTimeout(() => {
    turn();
    stop.abort(enough);
  }, STOP_MS);
  try {
    await work(stop.signal);
  } catch (fault) {
    if (fault !== enough) throw fault;
  } finally {
    turn();
    clearInterval(heard);
    clearTimeout(stopping);
  }
  return longest;
}
