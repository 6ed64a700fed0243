import { takeRows } from '../../core/index.js';
import type { Engine } from '../../data/index.js';
import type { Interactions, RecommendInput } from '../../recommend/index.js';
import type { RunOptions } from '../run.js';
import type { LearnedFrom } from './artifact-of.js';
import type { RecommenderModel } from './define.js';
import type { ItemColumns } from './item-columns.js';
import { itemMatrix } from './item-matrix.js';
import { peopleOf, withoutNames, type People } from './people.js';
import { readEvents, type ReadEvents } from './read-events.js';
import { readTable, type ReadItems } from './read-items.js';
import { leftSegments } from './user-segments.js';

/** All that a training learns from. */
export interface ReadData {
  readonly read: ReadEvents;
  readonly items: ReadItems | undefined;
  readonly from: LearnedFrom;
  /** What is known of the items of the interactions. */
  readonly table: ItemColumns | undefined;
  /** What is known of their users, and of the strangers behind them. */
  readonly userTable: ItemColumns | undefined;
  readonly people: People | undefined;
  /** Whom the users' table names and no event does: what it says of them is known when they come. */
  readonly strangers: readonly string[];
  /** The same as features of the items and users of the interactions. */
  readonly known: Pick<RecommendInput, 'itemFeatures' | 'userFeatures'>;
  /** The fingerprints of its events and tables. */
  readonly fingerprint: string;
  /** What was left out of any of it, and what else there is to know. */
  readonly notes: readonly string[];
}

/** Reads, types and checks the events, and the items and users where there are tables of them. Bad rows go to quarantine. */
export async function readData(engine: Engine, model: RecommenderModel, run: RunOptions & { readonly until?: number }): Promise<ReadData> {
  const items = await readTable(engine, model, 'item', run);
  const users = await readTable(engine, model, 'user', run);
  const read = await readEvents(engine, model, items, run);
  const interactions = withTypes(read);
  const table = items?.tableFor(interactions.items);
  const strangers = users ? strangersOf(users.ids, interactions.users) : [];
  const everybody = [...interactions.users, ...strangers];
  const userTable = users && withoutNames(users.tableFor(everybody));
  const people = userTable && peopleOf(userTable, everybody);
  return {
    read,
    items,
    from: { interactions, types: read.types },
    table,
    userTable,
    people,
    strangers,
    known: {
      ...(table ? { itemFeatures: itemMatrix(table, interactions.items.length) } : {}),
      ...(people ? { userFeatures: takeRows(people.features, Int32Array.from(interactions.users.keys())) } : {}),
    },
    fingerprint: [read, items, users].flatMap((part) => part?.fingerprint ?? []).join(' '),
    notes: [...read.notes, ...(items?.notes ?? []), ...(users?.notes ?? []), ...leftSegments(people, interactions.items.length)],
  };
}

function strangersOf(named: readonly string[], users: readonly string[]): readonly string[] {
  const known = new Set(users);
  return named.filter((user) => !known.has(user)).toSorted();
}

/** The interactions; without types where the data tells none apart. */
function withTypes({ prepared: { interactions }, types }: ReadEvents): Interactions {
  if (types.length > 0) return interactions;
  const { type: _, ...plain } = interactions;
  return plain;
}
