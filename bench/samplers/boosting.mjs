// Boosting as something to search: gbdt's own space on the first 3,000 training rows of a set, a third of which judge.
import { learners } from 'millwright/learn';
import { learnerSpace, samplers } from 'millwright/tune';
import { fitOurs, part, range } from '../gbdt/resplits.mjs';
import { scoresOf } from '../gbdt/scores.mjs';
import { loadTable, manifest } from '../gbdt/tables.mjs';

const SETS = { telco_churn: 'log_loss', california_housing: 'rmse' };
const [ROWS, TRAINED] = [3000, 2000];
/** Few trees, so that a study takes seconds. */
const trees = { type: 'int', low: 20, high: 200, scale: 'log' };

const load = async (name, metric) => {
  const table = await loadTable(manifest().find((entry) => (entry.key ?? entry.name) === name));
  const [train, test] = [part(table, range(0, TRAINED)), part(table, range(TRAINED, ROWS))];
  const loss = async (params) => scoresOf(table, (await fitOurs(table, train, test, params)).margins, test.y)[metric];
  return { name, space: { ...learnerSpace('gbdt', learners.gbdt.params, {}), trees }, loss };
};

/** The losses of points drawn at random from gbdt's space, each on every fold of the first rows of a set. */
export async function foldLosses(name, points, folds) {
  const table = await loadTable(manifest().find((entry) => (entry.key ?? entry.name) === name));
  const space = { ...learnerSpace('gbdt', learners.gbdt.params, {}), trees };
  const draw = samplers.random.begin(space, 1, 1);
  const foldOf = (row) => row % folds;
  const rows = range(0, ROWS);
  const parts = Array.from({ length: folds }, (_, fold) => [
    part(
      table,
      rows.filter((row) => foldOf(row) !== fold),
    ),
    part(
      table,
      rows.filter((row) => foldOf(row) === fold),
    ),
  ]);
  const losses = [];
  for (let number = 0; number < points; number++) {
    const params = draw({ number, seen: [], pending: [] });
    const ofFolds = [];
    for (const [train, test] of parts)
      ofFolds.push(scoresOf(table, (await fitOurs(table, train, test, params)).margins, test.y)[SETS[name]]);
    losses.push(ofFolds);
  }
  return losses;
}

export const boostings = Object.entries(SETS).map(([name, metric]) => ({ name, load: () => load(name, metric) }));
