// Boosting as something to search: gbdt's own space on the first 3,000 training rows of a set, a third of which judge.
import { learners } from 'millwright/learn';
import { learnerSpace } from 'millwright/tune';
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
  return { name, space: { ...learnerSpace(learners.gbdt.params, {}), trees }, loss };
};

export const boostings = Object.entries(SETS).map(([name, metric]) => ({ name, load: () => load(name, metric) }));
