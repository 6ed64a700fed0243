// What the lines of a race come to: scores and ranks by set, mean ranks, wall times beside the budget, and where the search did worse than the better of our own defaults.
import { meanRanks, ranksOf } from '../ranks/ranks.mjs';

/** The sides that are ranked; the others are told beside them. */
const RACE = ['millwright', 'defaults', 'lightgbm', 'optuna'];
const METRICS = { binary: ['log_loss', 'auc'], multiclass: ['log_loss', 'accuracy'], regression: ['rmse'] };
/** The sides with a budget. */
const TIMED = ['millwright', 'optuna'];

/** Mean scores over the splits of a set, and ranks by the loss that is minimised and by AUC or accuracy for classes. */
export function ranksOfRuns(task, runs) {
  const sides = Object.keys(runs[0].scores);
  const racing = RACE.filter((side) => sides.includes(side));
  const pick = (metric, of) => Object.fromEntries(of.map((side) => [side, meanOf(runs, ({ scores }) => scores[side][metric])]));
  return {
    scores: Object.fromEntries(METRICS[task].map((metric) => [metric, pick(metric, sides)])),
    ranks: Object.fromEntries(METRICS[task].map((metric) => [metric, ranksOf(pick(metric, racing), metric)])),
    seconds: Object.fromEntries(
      TIMED.filter((side) => runs[0].search[side]).map((side) => [side, meanOf(runs, ({ search }) => search[side].seconds)]),
    ),
  };
}

const meanOf = (runs, of) => runs.reduce((sum, run) => sum + of(run), 0) / runs.length;

const lossOf = ({ log_loss, rmse }) => log_loss ?? rmse;

/** Of a race that is done or not: those sets alone that all sides have ended. */
export function summaryOf(lines, budget) {
  const ended = lines.filter(({ ranks }) => ranks);
  if (ended.length === 0) return { sets: 0 };
  const sides = RACE.filter((side) => ended.every(({ ranks }) => side in lossOf(ranks)));
  const among = (metric, { scores }) => ranksOf(Object.fromEntries(sides.map((side) => [side, scores[metric][side]])), metric);
  const second = ended.filter(({ task }) => task !== 'regression');
  return {
    sets: ended.length,
    failed: lines.filter(({ error }) => error).map(({ data, error }) => ({ data, error })),
    loss: meanRanks(ended.map((line) => among(METRICS[line.task][0], line))),
    ...(second.length > 0 ? { aucOrAccuracy: meanRanks(second.map((line) => among(METRICS[line.task][1], line))) } : {}),
    ...(sides.includes('millwright') && sides.includes('optuna')
      ? { betterThanOptuna: `${ended.filter(({ ranks }) => lossOf(ranks).millwright < lossOf(ranks).optuna).length} of ${ended.length}` }
      : {}),
    lastFitCutShort: ended
      .filter(({ runs }) => runs.some(({ search: { optuna } }) => optuna?.fitted < optuna?.rounds))
      .map(({ data }) => data),
    worseThanOwnDefaults: {
      byOwnFolds: ended.filter(({ runs }) => runs.some(({ search }) => search.millwright?.behindDefaults)).map(({ data }) => data),
      onTestRows: ended.flatMap(worseThanDefaults),
    },
    ...(budget ? { seconds: Object.fromEntries(TIMED.map((side) => [side, timesOf(ended, side, budget)])) } : {}),
  };
}

/** By the loss on the test rows, of which a search knows nothing: a worse one is luck, or a fault. */
function worseThanDefaults({ data, scores }) {
  const { millwright, linear, gbdt } = lossOf(scores);
  if (millwright === undefined || linear === undefined || gbdt === undefined) return [];
  const best = Math.min(linear, gbdt);
  return millwright > best ? [{ data, by: `${((100 * (millwright - best)) / Math.abs(best)).toFixed(2)}%` }] : [];
}

function timesOf(lines, side, budget) {
  const own = lines.flatMap(({ data, seconds }) => (side in seconds ? [{ data, seconds: seconds[side] }] : []));
  if (own.length === 0) return undefined;
  const sorted = own.map(({ seconds }) => seconds).toSorted((a, b) => a - b);
  return {
    median: rounded(sorted[sorted.length >> 1]),
    most: rounded(sorted.at(-1)),
    over: own.filter(({ seconds }) => seconds > 1.1 * budget).map(({ data, seconds }) => `${data} ${rounded(seconds)} s`),
  };
}

const rounded = (seconds) => Number(seconds.toFixed(1));

/** The same as a table for people: one line per set. */
export function tableOf(lines) {
  const shown = ['millwright', 'optuna', 'lightgbm', 'defaults', 'linear', 'gbdt'];
  const head = ['set', 'loss', ...shown, 'our s', 'its s', 'chosen'];
  const body = lines.map((line) => {
    if (line.error) return [line.data, `failed: ${line.error}`];
    const [metric] = METRICS[line.task];
    const scores = shown.map((side) => line.scores[metric][side]?.toPrecision(5) ?? '–');
    const seconds = TIMED.map((side) => line.seconds[side]?.toFixed(1) ?? '–');
    return [line.data, metric, ...scores, ...seconds, line.runs[0].search.millwright?.learner ?? '–'];
  });
  const all = [head, ...body];
  const widths = head.map((_, j) => all.reduce((most, row) => (row.length < head.length ? most : Math.max(most, row[j].length)), 0));
  return all.map((row) => row.map((text, j) => (j < 2 ? text.padEnd(widths[j]) : text.padStart(widths[j]))).join('  ')).join('\n');
}
