import { count, mwError } from '../../core/index.js';
import { loadTable, type Block, type Engine, type LoadedTable } from '../../data/index.js';
import { duckdb } from '../../expr/index.js';
import { leftReasons, leftWords, preparedBehaviour, type BehaviourColumns, type PreparedBehaviour } from '../../recommend/index.js';
import type { RunOptions } from '../run.js';
import type { RecommenderModel } from './define.js';
import { liveEvents, type LiveEvents } from './live-events.js';
import { UNNAMED } from './own-events.js';
import type { ReadItems } from './read-items.js';

/** What users did, and an account of every row of its sources. */
export interface ReadEvents {
  readonly prepared: PreparedBehaviour;
  /** The types of events that the interactions tell apart; none where the data does not. */
  readonly types: readonly string[];
  readonly loaded: LoadedTable;
  /** Events that the server took, of those learned from. */
  readonly live: number;
  /** sha256 of the content of the sources, and how far the server's events were read. */
  readonly fingerprint: string;
  readonly quarantined: number;
  readonly notes: readonly string[];
}

/** Reads, types and checks the events of the source and those that the server took. Throws `MW_MODEL_EVENTS_FEW` where nothing is left to learn from. */
export async function readEvents(
  engine: Engine,
  model: RecommenderModel,
  items: ReadItems | undefined,
  run: RunOptions & { readonly until?: number },
): Promise<ReadEvents> {
  run.progress('reading and checking the events');
  const { root, quarantineDir } = run.workspace;
  const loaded = await loadTable(engine, model.events, {
    mode: 'training',
    root,
    signal: run.signal,
    progress: run.progress,
    quarantineDir,
  });
  const { columns, weights, plan } = model;
  const block = await engine.columns(`SELECT ${cellsOf(model).join(', ')} FROM ${duckdb.ident(loaded.relation)}`, { signal: run.signal });
  const file = columnsIn(block, model);
  const all = model.live ? await liveEvents(model.own ?? UNNAMED, run) : undefined;
  const now = run.until ?? run.clock();
  const live = all && items ? ofItems(all, items, new Set(list(file.item))) : all;
  const strange = (all?.user.length ?? 0) - (live?.user.length ?? 0);
  const prepared = preparedBehaviour(together(file, live), {
    ...plan,
    ...(Object.keys(weights).length > 0 ? { weights, otherTypes: 1 } : {}),
    ...(columns.weight === undefined ? {} : { values: 'weigh' }),
    now,
    items: items?.ids ?? [],
  });
  const { interactions, report, log } = prepared;
  const taken = live?.time.filter((at) => at <= now).length ?? 0;
  if (interactions.users.length < 2) throw mwError('MW_MODEL_EVENTS_FEW', { name: model.name, events: interactions.item.length });
  const left = leftWords(
    report,
    run.until === undefined ? leftReasons : { ...leftReasons, future: `after ${new Date(run.until).toISOString()}` },
  );
  const [bot] = report.suspects;
  return {
    prepared,
    types: columns.event === undefined ? [] : log.types,
    loaded,
    live: taken,
    fingerprint: [
      loaded.fingerprint,
      ...(live && taken > 0 ? [`live:${live.seq}`] : []),
      ...(run.until === undefined ? [] : [`until:${run.until}`]),
    ].join(' '),
    quarantined: loaded.quarantined,
    notes: [
      ...loaded.notes,
      ...(left === undefined ? [] : [`${left}.`]),
      ...unseenTypes(model, log.types),
      ...(bot && !plan.bots
        ? [
            `User "${bot.user}" did ${bot.mostPerDay.toLocaleString('en')} things within a day: if that is a program, say so with bots: { eventsPerDay: … }.`,
          ]
        : []),
      ...(strange > 0
        ? [
            `${count(strange, 'event')} that the server took ${strange === 1 ? 'is' : 'are'} left out: no table, report or event of the file names ${strange === 1 ? 'its item' : 'their items'}.`,
          ]
        : []),
      ...(taken > 0 ? [`${count(taken, 'event')} that the server took ${taken === 1 ? 'is' : 'are'} learned from, too.`] : []),
    ],
  };
}

/** Types that the definition names and no event has: mostly misspelt ones. */
function unseenTypes({ columns, weights, taken }: RecommenderModel, types: readonly string[]): readonly string[] {
  if (columns.event === undefined) return [];
  const named = new Set([...Object.keys(weights).filter((type) => weights[type] > 0), ...taken]);
  const unseen = [...named].filter((type) => !types.includes(type));
  if (unseen.length === 0) return [];
  return [`No event is of the type ${quoted(unseen)}, which the definition names; there are ${quoted(types)}.`];
}

/** Types of events that a note lists. */
const MOST_NAMED = 10;

const quoted = (types: readonly string[]): string =>
  types
    .slice(0, MOST_NAMED)
    .map((type) => `"${type}"`)
    .join(', ');

const text = (column: string, as: string): string => `CAST(${duckdb.ident(column)} AS VARCHAR) AS ${as}`;

/** The columns of the events as texts, milliseconds and numbers. */
const cellsOf = (model: RecommenderModel): readonly string[] => {
  const { user, item, time, event, weight, id } = model.columns;
  return [
    text(user, 'u'),
    text(item, 'i'),
    `${timeSql(model, time)} AS t`,
    ...(event === undefined ? [] : [text(event, 'e')]),
    ...(weight === undefined ? [] : [`CAST(${duckdb.ident(weight)} AS DOUBLE) AS w`]),
    ...(id === undefined ? [] : [text(id, 'k')]),
  ];
};

function columnsIn(block: Block, { columns: { event, weight, id } }: RecommenderModel): BehaviourColumns {
  return {
    user: block.text('u'),
    item: block.text('i'),
    time: block.number('t'),
    ...(event === undefined ? {} : { type: block.text('e') }),
    ...(weight === undefined ? {} : { value: block.number('w') }),
    ...(id === undefined ? {} : { id: block.text('k') }),
  };
}

/** Those with items that there are: the others are of another catalogue, or of items that nobody described yet. */
function ofItems(live: LiveEvents, { names }: Pick<ReadItems, 'names'>, known: ReadonlySet<string | null>): LiveEvents {
  const kept = [...live.item.keys()].filter((e) => names(live.item[e]) || known.has(live.item[e]));
  const of = <V>(values: readonly V[]): readonly V[] => kept.map((e) => values[e]);
  const { user, item, time, type, value, id } = live;
  return { user: of(user), item: of(item), time: of(time), type: of(type), value: of(value), id: of(id), seq: live.seq };
}

const list = (column: BehaviourColumns['user']): readonly (string | null)[] => column as readonly (string | null)[];

/**
 * The source's rows, and the server's behind them. The server's count as the source's do: without types where those have none, by their value where those are weighed
 * (1 where they say none), and without ids where those have none, so that what both hold is one event.
 */
function together(own: BehaviourColumns, live: LiveEvents | undefined): BehaviourColumns {
  if (!live || live.user.length === 0) return own;
  return {
    user: [...list(own.user), ...live.user],
    item: [...list(own.item), ...live.item],
    time: joined(own.time, live.time),
    ...(own.type ? { type: [...list(own.type), ...live.type] } : {}),
    ...(own.value
      ? {
          value: joined(
            own.value,
            live.value.map((value) => value ?? 1),
          ),
        }
      : {}),
    ...(own.id ? { id: [...list(own.id as readonly string[]), ...live.id] } : {}),
  };
}

function joined(first: ArrayLike<number>, second: readonly number[]): Float64Array {
  const out = new Float64Array(first.length + second.length);
  out.set(first);
  out.set(second, first.length);
  return out;
}

/** Above it a whole number of time is in milliseconds: as seconds it would be the year 5138. */
const SECONDS_END = 1e11;

function timeSql({ events }: RecommenderModel, column: string): string {
  const cell = duckdb.ident(column);
  if (events.schema[column].kind === 'int') return `CASE WHEN abs(${cell}) < ${SECONDS_END} THEN ${cell} * 1000 ELSE ${cell} END`;
  return `CAST(epoch_ms(CAST(${cell} AS TIMESTAMP)) AS DOUBLE)`;
}
