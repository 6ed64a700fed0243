// Lists of 20 out of 10,000 items with rules, a cap, diversity, chance and reasons, for histories of 20 and a dense model of items: milliseconds per list,
// one thread. Target: at most 1 at the median without the scores themselves. Options: --items 10000 --lists 400 --history 20
import { parseArgs } from 'node:util';
import { random } from 'millwright/core';
import { columnsOf } from 'millwright/expr';
import { compileRules, declaredRules, makeList, recommenders, unitVectors } from 'millwright/recommend';

const { values: options } = parseArgs({
  options: {
    items: { type: 'string', default: '10000' },
    lists: { type: 'string', default: '400' },
    history: { type: 'string', default: '20' },
  },
});
const [ITEMS, LISTS, HISTORY] = [options.items, options.lists, options.history].map(Number);
const draw = random(7, 'lists');
const ids = Array.from({ length: ITEMS }, (_, i) => `item ${i}`);
const weight = Float32Array.from({ length: ITEMS * ITEMS }, (_, e) => ((e * 2654435761) % 1000) / 1e5 - 0.002);
const ease = recommenders.ease.fromParts({ meta: { format: 1, outputs: 1, columns: ITEMS, entries: null }, arrays: { weight } }, ITEMS);
const vectors = unitVectors(
  Float64Array.from({ length: ITEMS * 32 }, () => draw.normal()),
  32,
);
const table = {
  ids,
  columns: {
    category: ids.map(() => `category ${draw.int(200)}`),
    margin: Float64Array.from(ids, () => 20 * draw.uniform()),
    inStock: ids.map(() => draw.uniform() < 0.95),
  },
};
const i = columnsOf({ category: 'text', margin: 'number', inStock: 'bool' });
const rules = compileRules(
  declaredRules({
    exclude: i.inStock.not(),
    boost: [{ when: i.margin.gt(10), by: 1.3 }],
    bury: [{ when: i.margin.lt(2), by: 0.5 }],
    pin: [{ when: i.category.eq('category 7'), at: 3 }],
    caps: [{ by: i.category, most: 3 }],
  }),
  table,
  ids,
).for();
const popularity = Float64Array.from(ids, () => draw.uniform());
const all = {
  rules,
  popularity,
  diversity: { vectors },
  reasons: 3,
  explore: { share: 0.1, seed: 7, turn: 'a' },
  worth: {},
};
const wishes = {
  scores: undefined,
  plain: {},
  reasons: { reasons: 3 },
  rules: { rules, popularity },
  diversity: { diversity: { vectors } },
  chance: { explore: all.explore },
  all,
  'all but costs': { ...all, worth: undefined },
};

const out = new Float64Array(ITEMS);
for (const [name, wish] of Object.entries(wishes)) {
  const times = Array.from({ length: LISTS + 50 }, (_, t) => {
    const items = Int32Array.from({ length: HISTORY }, () => draw.int(ITEMS));
    const history = { items, weights: new Float64Array(HISTORY).fill(1) };
    const taken = new Set(items);
    const begin = performance.now();
    if (!wish) ease.score(history, out);
    else
      makeList(ease, {
        history,
        k: 20,
        leftOut: (item) => taken.has(item),
        ...wish,
        ...(wish.explore ? { explore: { ...wish.explore, turn: `${t}` } } : {}),
      });
    return performance.now() - begin;
  })
    .slice(50)
    .toSorted((a, b) => a - b);
  const at = (share) => times[Math.floor(share * times.length)].toFixed(3);
  console.log(`${name.padEnd(14)} p10 ${at(0.1)} ms  p50 ${at(0.5)} ms  p99 ${at(0.99)} ms`);
}
