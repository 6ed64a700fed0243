import type { Engine } from '../data/index.js';
import {
  holesOf,
  duckdb,
  keyOf,
  learnedRules,
  selectSql,
  substitute,
  typeOf,
  type AggregateValue,
  type LearnedNode,
  type Node,
  type RuleName,
} from '../expr/index.js';
import { expand } from './expand.js';
import { PART_COLUMN, type FittedFeatures } from './fitted.js';
import { fitTargetMean } from './target-mean.js';
import type { TrainingView } from './training-view.js';

/**
 * Fills every learned hole of the features from the training rows (part 1 of the view), innermost first.
 * Fitting is substitution: the result is closed data, without a hole. Without holes no view is needed.
 * Sums run on one thread in row order, so that the literals do not depend on the number of threads.
 */
export async function fitFeatures(
  engine: Engine,
  features: Readonly<Record<string, Node>>,
  view: TrainingView | undefined,
): Promise<FittedFeatures> {
  let serving = new Map(Object.entries(features));
  let training = new Map(serving);
  for (;;) {
    const holes = holesOf(serving.values()).filter((h) => holesOf(h.args).length === 0);
    if (holes.length === 0 || !view) break;
    const fills = await fillFromAggregates(
      engine,
      holes.filter((h) => !learnedRules[h.rule as RuleName].needsTarget),
      view,
    );
    const trainingFills = new Map(fills);
    for (const hole of holes.filter((h) => learnedRules[h.rule as RuleName].needsTarget)) {
      const fitted = await fitTargetMean(engine, hole, view);
      fills.set(keyOf(hole), fitted.serving);
      trainingFills.set(keyOf(hole), fitted.training);
    }
    training = new Map([...training].map(([name, node]) => [name, substitute(node, trainingFills)]));
    serving = new Map([...serving].map(([name, node]) => [name, substitute(node, fills)]));
  }
  return [...serving].flatMap(([name, node]) => expand(name, node, training.get(name)!));
}

/** Holes per query: the engine plans in time that grows with the square of a query's columns. */
const MOST_PER_QUERY = 200;

async function fillFromAggregates(engine: Engine, holes: readonly LearnedNode[], view: TrainingView): Promise<Map<string, Node>> {
  const fills = new Map<string, Node>();
  for (let at = 0; at < holes.length; at += MOST_PER_QUERY)
    for (const [key, node] of await fillSome(engine, holes.slice(at, at + MOST_PER_QUERY), view)) fills.set(key, node);
  return fills;
}

/** All aggregates of some holes: one query for those that may run on any threads, one for those whose order matters. */
async function fillSome(engine: Engine, holes: readonly LearnedNode[], view: TrainingView): Promise<Map<string, Node>> {
  const args = holes.flatMap((hole, h) => hole.args.map((node, a) => ({ name: `h${h}a${a}`, node })));
  const rows = `(SELECT * FROM ${duckdb.ident(view.name)} WHERE ${duckdb.ident(PART_COLUMN)} = 1)`;
  const from = `(${selectSql({ outputs: args, from: rows })})`;
  const wanted = holes.flatMap((hole, h) =>
    Object.entries(learnedRules[hole.rule as RuleName].aggregates).map(([name, aggregate]) => {
      const text = (aggregate.sql.duckdb ?? aggregate.sql.common)!;
      const names = hole.args.map((_, a) => duckdb.ident(`h${h}a${a}`));
      return { key: `h${h} ${name}`, ordered: aggregate.ordered === true, sql: text(names, hole.options) };
    }),
  );
  const query = async (list: typeof wanted): Promise<Readonly<Record<string, unknown>>> =>
    list.length === 0
      ? {}
      : (await engine.rows(`SELECT ${list.map((w) => `${w.sql} AS ${duckdb.ident(w.key)}`).join(', ')} FROM ${from}`))[0];
  const results = {
    ...(await query(wanted.filter((w) => !w.ordered))),
    ...(await engine.threads(1, () => query(wanted.filter((w) => w.ordered)))),
  };
  return new Map(
    holes.map((hole, h) => {
      const rule = learnedRules[hole.rule as RuleName];
      const values = Object.fromEntries(Object.keys(rule.aggregates).map((name) => [name, aggregateValue(results[`h${h} ${name}`])]));
      return [keyOf(hole), rule.fill(values, hole.args, hole.options, typeOf(hole))];
    }),
  );
}

/** Counts come as whole numbers of any width, an empty list as null. */
function aggregateValue(value: unknown): AggregateValue {
  if (Array.isArray(value)) return value.map((v) => (typeof v === 'bigint' ? Number(v) : v)) as readonly number[] | readonly string[];
  return typeof value === 'bigint' ? Number(value) : (value as number | null);
}
