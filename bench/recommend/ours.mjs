// A fit of ours with its lists, seconds of both, on the clock and of the processor.
import { resolveParams } from 'millwright/learn';
import { recommenders, withRecency } from 'millwright/recommend';
import { listsOf } from './judged.mjs';

async function timed(work) {
  const [startedMs, cpu] = [performance.now(), process.cpuUsage()];
  const result = await work();
  const used = process.cpuUsage(cpu);
  return { result, seconds: (performance.now() - startedMs) / 1000, cpuSeconds: (used.user + used.system) / 1e6 };
}

/** Fits a learner and lists for the asked users. */
export async function fitOurs(learner, params, before, asked, { threads, seed }) {
  const { [learner]: method } = recommenders;
  const run = { params: resolveParams(learner, method.params, params), seed, threads, signal: new AbortController().signal };
  const fit = await timed(() => method.fit({ interactions: before }, run));
  const lists = await timed(() => listsOf(withRecency(fit.result, run.params.recency ?? 0), before, asked));
  return {
    seconds: fit.seconds,
    cpuSeconds: fit.cpuSeconds,
    listSeconds: lists.seconds,
    listCpuSeconds: lists.cpuSeconds,
    lists: lists.result,
  };
}
