// Trials that are looked at after every row: how often one without an effect is called (nominal 5%), and what an effect costs beside one look at the end.
// Outcomes: normal; 2% yes; revenue (10% buy, log-normal amounts); revenue in a tenth of the rows. Shares come with their 95% interval (Wilson).
// Options: --runs 10000 --rows 10000 (per run) --found 1000 (runs with an effect) --seed 1
import { parseArgs } from 'node:util';
import { random } from 'millwright/core';
import { alwaysReach, contrast, isEarly, rowsToFind, rowsToFindAlways, wilson } from 'millwright/evaluate';
import { counter } from './experiment/counter.mjs';
import { outcomes } from './experiment/outcomes.mjs';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10000' },
    rows: { type: 'string', default: '10000' },
    found: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
  },
});
const [runs, rows, found, seed] = [values.runs, values.rows, values.found, values.seed].map(Number);
const share = (hits, of) => Object.fromEntries(Object.entries(wilson(hits, of)).map(([key, v]) => [key, Math.round(1e4 * v) / 1e4]));

/** The row at which a trial that is looked at after each is called, or undefined. */
function stopOf(draw, stream, { most, planned, effect = 0, treated = 0.5 }) {
  const arms = [counter(), counter()];
  for (let row = 1; row <= most; row++) {
    const arm = stream() < treated ? 1 : 0;
    arms[arm].add(draw(stream, arm === 1 ? effect : 0));
    const moments = arms.map((one) => one.moments());
    if (moments.some((m) => m.rows < 2) || isEarly(moments, 'always')) continue;
    const { low, high } = contrast(moments[0], moments[1], { look: 'always', rate: false, planned }).difference;
    if (low > 0 || high < 0) return row;
  }
  return undefined;
}

function falseStops([name, { draw, treated }]) {
  let stops = 0;
  for (let run = 0; run < runs; run++)
    if (stopOf(draw, random(seed, name, run).uniform, { most: rows, planned: 10_000, treated }) !== undefined) stops++;
  console.error(`${name}: ${stops} of ${runs}`);
  return [name, share(stops, runs)];
}

/** One look at the planned end, beside looking always up to the end that this needs. */
function power(name, { draw, measured, effect }) {
  const once = rowsToFind(measured, effect);
  const end = Math.ceil(2 * once.control);
  const most = Math.ceil(2 * rowsToFindAlways(measured, effect).control);
  let atEnd = 0;
  const stops = [];
  for (let run = 0; run < found; run++) {
    const arms = [counter(), counter()];
    const stream = random(seed, name, 'end', run).uniform;
    for (let row = 0; row < end; row++) arms[row % 2].add(draw(stream, row % 2 ? effect : 0));
    const { low } = contrast(arms[0].moments(), arms[1].moments(), { look: 'once', rate: measured.kind === 'rate' }).difference;
    if (low > 0) atEnd++;
    stops.push(stopOf(draw, random(seed, name, 'always', run).uniform, { most, planned: most, effect }));
  }
  const known = stops.map((stop) => stop ?? most).toSorted((a, b) => a - b);
  const mean = known.reduce((sum, n) => sum + n, 0) / found;
  const called = stops.filter((stop) => stop !== undefined).length;
  return {
    once: { rows: end, found: share(atEnd, found) },
    always: {
      mostRows: most,
      found: share(called, found),
      meanRows: Math.round(mean),
      medianRows: known[found >> 1],
      meanOfOnce: Math.round((100 * mean) / end) / 100,
    },
  };
}

const named = Object.entries(outcomes);
const result = {
  reachAtPlan: Math.round(1e3 * alwaysReach(10_000)) / 1e3,
  falseStops: { runs, rows, ...Object.fromEntries(named.map(falseStops)) },
  power: Object.fromEntries(named.filter(([, o]) => o.effect).map(([name, outcome]) => [name, power(name, outcome)])),
};
console.log(JSON.stringify(result));
