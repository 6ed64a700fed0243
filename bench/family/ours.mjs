// What is timed of ours, per learner: wall and CPU seconds of fit and scores, and how good they are.
import { componentScores, learners, principalComponents } from 'millwright/learn';

async function timed(work) {
  const [startedMs, cpu] = [performance.now(), process.cpuUsage()];
  const result = await work();
  const used = process.cpuUsage(cpu);
  return { result, times: { seconds: (performance.now() - startedMs) / 1000, cpuSeconds: (used.user + used.system) / 1e6 } };
}

async function fitted(learner, input, x, params, run) {
  return timed(async () => {
    const predictor = await learners[learner].fit(input, { params, signal: new AbortController().signal, ...run });
    const margins = new Float64Array(x.rows * predictor.outputs);
    predictor.predict(x, margins);
    return { margins, outputs: predictor.outputs };
  });
}

/** Share of the pairs of a positive and a negative row that the scores have in order. */
function aucOf(scores, y) {
  const order = Int32Array.from(scores.keys()).toSorted((a, b) => scores[a] - scores[b]);
  let [negatives, wins] = [0, 0];
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to < order.length && scores[order[to]] === scores[order[from]]) to++;
    const positives = order.subarray(from, to).reduce((n, i) => n + y[i], 0);
    wins += positives * (negatives + (to - from - positives) / 2);
    negatives += to - from - positives;
    from = to;
  }
  return wins / (negatives * (scores.length - negatives));
}

export const ours = {
  forest: async ({ test, task, classes, x, y }, run) => {
    const { result, times } = await fitted('forest', { task, classes, x, y }, test.x, { trees: 100 }, run);
    return { ...times, auc: aucOf(result.margins, test.y) };
  },
  kmeans: async ({ x }, run) => {
    const { result, times } = await fitted('kmeans', { task: 'segment', x }, x, { segments: 8, starts: 4 }, run);
    const { margins, outputs } = result;
    // A score is |z|² - |z - c|², and |z|² adds up to rows × columns.
    let nearer = 0;
    for (let i = 0; i < x.rows; i++) nearer += margins.subarray(i * outputs, (i + 1) * outputs).reduce((a, b) => Math.max(a, b));
    return { ...times, inertiaPerRow: x.columns.length - nearer / x.rows };
  },
  pca: async ({ x }) => {
    const { result, times } = await timed(() => {
      const components = principalComponents(x, 5);
      return { components, scores: componentScores(components, x) };
    });
    return { ...times, explained: result.components.shares.reduce((sum, share) => sum + share, 0) };
  },
  isolation_forest: async ({ x, odd }, run) => {
    const { result, times } = await fitted('isolation_forest', { task: 'outlier', x }, x, { trees: 100, sample: 256 }, run);
    return { ...times, auc: aucOf(result.margins, odd) };
  },
};
