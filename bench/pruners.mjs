// What pruners save: boosting's settings drawn at random, judged fold by fold, with each pruner and without; the share of the folds that were run, and how the best of
// those that came to their end compares with the best of all. Needs ../shared/data. Options: --points 96 --studies 200 --folds 5
import { parseArgs } from 'node:util';
import { random } from 'millwright/core';
import { pruners, studyOf, samplers } from 'millwright/tune';
import { hasData } from './gbdt/tables.mjs';
import { foldLosses } from './samplers/boosting.mjs';

const { values: options } = parseArgs({
  options: {
    points: { type: 'string', default: '96' },
    studies: { type: 'string', default: '200' },
    folds: { type: 'string', default: '5' },
  },
});
const [points, studies, folds] = [options.points, options.studies, options.folds].map(Number);

/** One study over rows of fold losses: the folds that were run, the loss of its best, and the least of all. */
function pruned(pruner, losses) {
  const study = studyOf({ space: {}, sampler: samplers.random, pruner, seed: 1, lag: 4, first: [], steps: folds });
  const ended = [];
  let ran = 0;
  for (const [number, ofFolds] of losses.entries()) {
    const course = [];
    let sum = 0;
    do {
      sum += ofFolds[course.length];
      course.push(sum / (course.length + 1));
    } while (course.length < folds && !study.stops(number, course, ended));
    ran += course.length;
    const state = course.length === folds ? 'finished' : 'pruned';
    ended.push({ number, point: {}, state, course, losses: state === 'finished' ? course.slice(-1) : null, seconds: 0 });
  }
  const finished = ended.filter(({ state }) => state === 'finished').map(({ losses: [loss] }) => loss);
  return { work: ran / (losses.length * folds), best: Math.min(...finished) };
}

const mean = (values) => values.reduce((a, b) => a + b, 0) / values.length;
const meanLoss = (ofFolds) => mean(ofFolds);

/** Over shuffled orders of the same points, so that only the order differs. */
function figures(pruner, losses) {
  const least = Math.min(...losses.map(meanLoss));
  const spread = Math.max(...losses.map(meanLoss)) - least;
  const runs = Array.from({ length: studies }, (_, seed) => pruned(pruner, random(seed, 'order').shuffle(losses.slice())));
  return {
    work: Number(mean(runs.map(({ work }) => work)).toFixed(3)),
    foundTheBest: Number(mean(runs.map(({ best }) => (best <= least + 1e-12 ? 1 : 0))).toFixed(3)),
    lostOfSpread: Number(mean(runs.map(({ best }) => (best - least) / spread)).toFixed(4)),
    lostOfLoss: Number(mean(runs.map(({ best }) => (best - least) / least)).toFixed(5)),
  };
}

if (!hasData()) console.log(JSON.stringify({ skipped: 'no ../shared/data' }));
else {
  const result = {};
  for (const name of ['telco_churn', 'california_housing']) {
    const losses = await foldLosses(name, points, folds);
    result[name] = Object.fromEntries(Object.entries(pruners).map(([pruner, how]) => [pruner, figures(how, losses)]));
  }
  console.log(JSON.stringify(result));
}
