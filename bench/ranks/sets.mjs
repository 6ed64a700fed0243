// Every supervised set that can be told as one table: those of the acceptance manifest, and those it leaves out. Rankings of lists are not among them.
import { join } from 'node:path';
import { loadTable, manifest, shared, tableOf } from '../gbdt/tables.mjs';

const own = { given: false, ordered: false };

/**
 * The sets as `{ name, given, ordered, load }`; `load` gives a table whose training rows come first. `given`: the split stands in the set. `ordered`:
 * rows are in order of time or of unit, so that a part for validation is cut from the end of the training rows.
 */
export const allSets = () =>
  [...fromManifest(), ...others].map((set) => ({ ...own, ...set, load: async () => withoutNames(await set.load()) }));

const fromManifest = () =>
  manifest().map((entry) => ({
    name: entry.key ?? entry.name,
    given: entry.split !== undefined,
    ordered: entry.split === 'last20',
    load: () => loadTable({ ...entry, drop: [...(entry.drop ?? []), ...(entry.time ? [entry.time] : [])] }),
  }));

const others = [
  small('breast_cancer', { task: 'binary', positive: '1' }),
  small('iris', { task: 'multiclass' }),
  small('diabetes', { task: 'regression' }),
  {
    name: 'wine_quality_red',
    load: () => loadTable({ name: 'wine_quality', file: 'winequality-red.csv', header: false, target: '#12', task: 'regression' }),
  },
  { name: 'nsl_kdd', given: true, load: attacks },
  { name: 'cmapss_fd001', given: true, ordered: true, load: remainingLife },
  { name: 'meal_demand', given: true, ordered: true, load: mealOrders },
];

function small(name, task) {
  return { name, load: () => loadTable({ name: 'sklearn_small', file: `${name}.csv`, target: 'target', ...task }) };
}

/** A category with another text in every row names the row: no side may learn from it. */
function withoutNames(table) {
  const columns = table.x.columns.filter((column) => column.kind !== 'category' || column.levels.length < table.x.rows);
  return { ...table, x: { ...table.x, columns } };
}

async function records(path, delimiter = ',') {
  const { parse, readText } = await import(new URL('accept/data.mjs', shared).href);
  return parse(readText(join(new URL('data', shared).pathname, path)), delimiter);
}

/** Attack or normal traffic, by the given files; the last column tells how hard a row is, so it goes. */
async function attacks() {
  const [train, test] = [await records('nsl_kdd/KDDTrain+_20Percent.txt.gz'), await records('nsl_kdd/KDDTest+.txt.gz')];
  const labelled = (rows) => rows.map((row) => [...row.slice(0, 41), row[41] === 'normal' ? 'no' : 'yes']);
  const header = Array.from({ length: 41 }, (_, j) => `c${j + 1}`).concat('attack');
  return tableOf({ task: 'binary', target: 'attack', positive: 'yes' }, header, labelled(train), labelled(test));
}

/** Cycles until an engine fails, at most 125; tested at the last cycle of each test engine. */
async function remainingLife() {
  const rows = async (file) => (await records(`cmapss_fd001/${file}`, ' ')).map((row) => row.filter((text) => text !== ''));
  const lives = (await rows('RUL_FD001.txt')).map(([life]) => Number(life));
  const engines = async (file) => [...Map.groupBy(await rows(file), ([unit]) => unit).values()];
  const train = (await engines('train_FD001.txt.gz')).flatMap((engine) =>
    engine.map((row) => [...row.slice(1), String(Math.min(125, engine.length - Number(row[1])))]),
  );
  const test = (await engines('test_FD001.txt.gz')).map((engine, unit) => [...engine.at(-1).slice(1), String(Math.min(125, lives[unit]))]);
  const header = Array.from({ length: 25 }, (_, j) => `c${j + 2}`).concat('life');
  return tableOf({ task: 'regression', target: 'life' }, header, train, test);
}

/** The logarithm of a week's orders of a meal in a centre, three tables joined; tested on the last ten weeks. */
async function mealOrders() {
  const [[, ...centres], [, ...meals], [, ...orders]] = [
    await records('meal_demand/fulfilment_center_info.csv'),
    await records('meal_demand/meal_info.csv'),
    await records('meal_demand/relational_main.csv'),
  ];
  const [centreOf, mealOf] = [new Map(centres.map(([id, ...rest]) => [id, rest])), new Map(meals.map(([id, ...rest]) => [id, rest]))];
  const joined = orders
    .toSorted((a, b) => Number(a[1]) - Number(b[1]))
    .map((row) => {
      const [centre, meal] = [row[2], row[3]];
      return [
        ...row.slice(1, 2),
        `centre ${centre}`,
        `meal ${meal}`,
        ...row.slice(4, 8),
        ...centreOf.get(centre),
        ...mealOf.get(meal),
        String(Math.log1p(Number(row[8]))),
      ];
    });
  const header = [
    'week',
    'centre',
    'meal',
    'checkout_price',
    'base_price',
    'emailer',
    'homepage',
    'city',
    'region',
    'type',
    'area',
    'category',
    'cuisine',
    'orders',
  ];
  const isTest = ([week]) => Number(week) > 135;
  return tableOf(
    { task: 'regression', target: 'orders' },
    header,
    joined.filter((row) => !isTest(row)),
    joined.filter(isTest),
  );
}
