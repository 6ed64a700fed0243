import { allDone } from '../core/index.js';
import type { Engine } from '../data/index.js';
import {
  duckdb,
  duckdbClean,
  keyOf,
  learnedRules,
  selectSql,
  typeOf,
  type Aggregate,
  type AggregateValue,
  type AggregateValues,
  type LearnedNode,
  type Node,
  type Rule,
  type RuleName,
} from '../expr/index.js';
import { levelCounts } from './level-counts.js';
import { bracketedQuantiles } from './quantiles.js';
import type { TrainingView } from './training-view.js';

/** Holes per query: the engine plans in time that grows with the square of a query's columns. */
const MOST_PER_QUERY = 200;

/** Queries at a time: calls of the engine take turns on Node's pool, which has four threads. */
const MOST_LANES = 4;

type Fill = readonly [key: string, node: Node];

const ruleOf = (hole: LearnedNode): Rule => learnedRules[hole.rule as RuleName];

/** Values that quantiles may hold at a time, 8 bytes each, which the engine does not count to its memory. */
const MOST_HELD = 2 ** 24;

/** From so many rows on, quantiles come from a bracket; and from a rule that asks for no more of them than this. */
const BRACKET_ROWS = 100_000;
const BRACKET_SHARES = 4;

const filled = (hole: LearnedNode, results: AggregateValues): Fill => [
  keyOf(hole),
  ruleOf(hole).fill(results, hole.args, hole.options, typeOf(hole)),
];

const aggregatesOf = (hole: LearnedNode): readonly Aggregate[] => Object.values(ruleOf(hole).aggregates);

/**
 * What fills each hole, by `keyOf`, from its rule's aggregates over the training rows; the holes' arguments have none themselves.
 * Sums of doubles depend on the order of the rows: such queries run on one thread each, in row order, several at a time.
 * Quantiles of large tables come from brackets; those that have to hold all values in memory run few at a time, each in a scan of its own
 * if need be.
 */
export async function fillsOf(engine: Engine, holes: readonly LearnedNode[], view: TrainingView): Promise<Map<string, Node>> {
  const fill = await filling(engine, view);
  const levels = holes.filter((hole) => aggregatesOf(hole).some((a) => a.distinct));
  const quantiles = holes.filter((hole) => aggregatesOf(hole).some((a) => a.shares));
  const bracketed = view.rows < BRACKET_ROWS ? [] : await fillFromBrackets(engine, quantiles, view);
  const known = new Set(bracketed.map(([key]) => key));
  const held = quantiles.filter((hole) => !known.has(keyOf(hole)));
  const ordered = holes.filter((hole) => aggregatesOf(hole).some((a) => a.ordered));
  const taken = new Set([...levels, ...quantiles, ...ordered]);
  const others = holes.filter((hole) => !taken.has(hole));
  return new Map([
    ...bracketed,
    ...(await fill(held, MOST_HELD / view.rows)),
    ...(await fillLevels(engine, levels, view)),
    ...(await fill(others)),
    ...(await engine.threads(1, () => fill(ordered))),
  ]);
}

/** The fills of quantiles whose brackets held them. */
async function fillFromBrackets(engine: Engine, holes: readonly LearnedNode[], view: TrainingView): Promise<readonly Fill[]> {
  const asked = holes.flatMap((hole) => {
    const [[name, aggregate]] = Object.entries(ruleOf(hole).aggregates);
    const shares = aggregate.shares!(hole.options);
    return shares.length > BRACKET_SHARES ? [] : [{ hole, name, list: aggregate.type === 'numbers', shares }];
  });
  if (asked.length === 0) return [];
  const questions = asked.flatMap(({ hole, shares }) => shares.map((share) => ({ node: hole.args[0], share })));
  const answers = await bracketedQuantiles(engine, await view.learned(), view.rows, questions);
  let at = 0;
  return asked.flatMap(({ hole, name, list, shares }): readonly Fill[] => {
    const own = answers.slice(at, (at += shares.length));
    if (own.includes(undefined)) return [];
    const value = list ? own.filter((v) => typeof v === 'number') : own[0]!;
    return [filled(hole, { [name]: value })];
  });
}

async function fillLevels(engine: Engine, holes: readonly LearnedNode[], view: TrainingView): Promise<readonly Fill[]> {
  if (holes.length === 0) return [];
  const texts = [...new Map(holes.map(({ args: [x] }) => [keyOf(x), x])).entries()];
  const counted = await levelCounts(
    engine,
    await view.learned(),
    texts.map(([, x]) => x),
  );
  const counts = new Map(texts.map(([key], i) => [key, counted[i]]));
  return holes.map((hole) => {
    const found = counts.get(keyOf(hole.args[0]))!;
    const values = Object.fromEntries(Object.entries(ruleOf(hole).aggregates).map(([name, { distinct }]) => [name, found[distinct!]]));
    return filled(hole, values);
  });
}

/** Fills holes in lanes, as many as the engine has threads, of which all together take `most` holes at a time. */
async function filling(
  engine: Engine,
  view: TrainingView,
): Promise<(holes: readonly LearnedNode[], most?: number) => Promise<readonly Fill[]>> {
  const [{ n: threads }] = await engine.rows("SELECT current_setting('threads') AS n");
  return async (holes, most = Infinity) => {
    const lanes = Math.max(1, Math.floor(Math.min(MOST_LANES, Number(threads), most)));
    const perQuery = Math.max(1, Math.floor(Math.min(MOST_PER_QUERY, Math.ceil(holes.length / lanes), most / lanes)));
    const fills: Fill[] = [];
    for (let at = 0; at < holes.length; at += lanes * perQuery) {
      const parts = Array.from({ length: lanes }, (_, k) => holes.slice(at + k * perQuery, at + (k + 1) * perQuery));
      fills.push(...(await allDone(parts.filter((part) => part.length > 0).map((part) => fillSome(engine, part, view)))).flat());
    }
    return fills;
  };
}

async function fillSome(engine: Engine, holes: readonly LearnedNode[], view: TrainingView): Promise<readonly Fill[]> {
  const args = holes.flatMap((hole, h) => hole.args.map((node, a) => ({ name: `h${h}a${a}`, node })));
  const wanted = holes.flatMap((hole, h) =>
    Object.entries(ruleOf(hole).aggregates).map(([name, aggregate]) => {
      const text = (aggregate.sql.duckdb ?? aggregate.sql.common)!;
      const names = hole.args.map((_, a) => duckdb.ident(`h${h}a${a}`));
      return `${text(names, hole.options)} AS ${duckdb.ident(`h${h} ${name}`)}`;
    }),
  );
  const [answer] = await engine.rows(
    `SELECT ${wanted.join(', ')} FROM (${selectSql({ outputs: args, from: await view.learned(), dialect: duckdbClean })})`,
  );
  return holes.map((hole, h) => {
    const values = Object.fromEntries(Object.keys(ruleOf(hole).aggregates).map((name) => [name, aggregateValue(answer[`h${h} ${name}`])]));
    return filled(hole, values);
  });
}

/** Counts come as whole numbers of any width, an empty list as null. */
function aggregateValue(value: unknown): AggregateValue {
  if (Array.isArray(value)) return value.map((v) => (typeof v === 'bigint' ? Number(v) : v)) as readonly number[] | readonly string[];
  return typeof value === 'bigint' ? Number(value) : (value as number | null);
}
