import type { Schema } from '../../data/index.js';
import type { Typed } from '../../expr/index.js';
import type { ColumnsOf, Table } from '../../features/index.js';
import type { BotLimits, RecommendChoice, RepeatWeight, RuleWords } from '../../recommend/index.js';
import type { GateOptions } from '../define.js';
import type { MonitorOptions } from '../watch/options.js';
import type { HeldOut } from './held-out.js';
import type { OwnEvents } from './own-events.js';

/** Columns of a schema that are of some kinds. */
type ColumnNamed<S extends Schema, Kind extends string> = { [K in keyof S & string]: S[K]['kind'] extends Kind ? K : never }[keyof S &
  string];

type NameKind = 'id' | 'category' | 'text' | 'int';
type TimeKind = 'timestamp' | 'date' | 'int';

/** What is known of the items, and what their columns are for. */
export interface ItemOptions<I extends Schema> {
  readonly table: Table<I>;
  /** The column with the items' ids, as the events name them. */
  readonly id: ColumnNamed<I, NameKind>;
  /** The column that names an item to people: reasons and reports use it (default: the id). */
  readonly title?: ColumnNamed<I, NameKind>;
  /** What an item brings when it is taken, such as its margin: reports and rules then speak of money. */
  readonly value?: (i: ColumnsOf<I>) => Typed<'number'>;
  readonly currency?: string;
}

/** What is known of the users: the method `hybrid` learns from it, rules read it, its categories tell apart users who did nothing yet, and parts of the users in the report. */
interface UserOptions<U extends Schema> {
  readonly table: Table<U>;
  /** The column with the users' ids, as the events name them. */
  readonly id: ColumnNamed<U, NameKind>;
}

/** How lists are made of scores. */
export interface ListOptions<I extends Schema, U extends Schema = Schema> {
  /** Business rules over the items' columns, and over the user's beside them: `(i) => ({ exclude: i.inStock.not(), caps: [{ by: i.category, most: 3 }] })`. */
  readonly rules?: (i: ColumnsOf<I>, u: ColumnsOf<U>) => RuleWords;
  /**
   * How much the items of a list are to differ, from 0 (by score alone, the default) to 1: in who takes them, or `by` numbers, texts and tests of an item, such as
   * `{ by: (i) => [i.category, i.price] }`, where `weight` says how much (default 0.3).
   */
  readonly diversity?: number | { readonly weight?: number; readonly by: (i: ColumnsOf<I>) => readonly Typed[] };
  /** The chance, from 0 to 0.5, with which a place is drawn instead of given to the best, so that what users would have taken can be learned (default 0). */
  readonly explore?: number;
}

/** What users did with which items, and how lists are made of it. Everything but the events has a default. */
export interface RecommenderOptions<E extends Schema, I extends Schema = Schema, U extends Schema = Schema> {
  /** A row per thing that a user did: events of a shop, plays, ratings. */
  readonly events: Table<E>;
  readonly user: ColumnNamed<E, NameKind>;
  readonly item: ColumnNamed<E, NameKind>;
  /** When it happened; of whole numbers, seconds or milliseconds since 1970. */
  readonly time: ColumnNamed<E, TimeKind>;
  /** What was done: `view`, `cart`, `purchase`. */
  readonly event?: ColumnNamed<E, 'category' | 'text' | 'id'>;
  /** What an event counts: by its type (`{ view: 1, cart: 3, purchase: 5 }`; one that is not named counts 1, one of 0 is left out), or the column that says it. Default: 1 each. */
  readonly weights?: Readonly<Record<string, number>> | ColumnNamed<E, 'int' | 'number'>;
  /** The column that names an event, so that one which comes twice counts once; without it, two of one user, item, type and moment are one. */
  readonly id?: ColumnNamed<E, NameKind>;
  /** Users beyond these limits are programs, and left out. Absent: nobody is, and training names whoever acts as no person does. */
  readonly bots?: BotLimits;
  /** Days after which an event weighs half (default: all weigh what they do). */
  readonly halfLifeDays?: number;
  /** Each item of a user once, with the weights of its events added up, or the strongest or newest of them (default: every event counts). */
  readonly repeats?: RepeatWeight;
  /**
   * Learn from what `POST /v1/events` took, too (default true): from events that name no source, or from those that are said to be its own, which are then also
   * what its lists know of users.
   */
  readonly live?: boolean | OwnEvents;
  /** Types of events after which an item is not recommended to that user again (default: `['purchase']`; without types, every event). */
  readonly taken?: readonly string[];
  /** Recommend again what a user has taken: for groceries, songs. */
  readonly repeat?: boolean;
  readonly items?: ItemOptions<I>;
  readonly users?: UserOptions<U>;
  readonly lists?: ListOptions<I, U>;
  /** A method with its parameters: `ease({ l2: 300 })`. None: several are compared on the newest events of every user. */
  readonly learner?: RecommendChoice;
  /** The metric that chooses (default `ndcg@10`). */
  readonly metric?: string;
  readonly seed?: number;
  /** Which events lists are judged by, and methods chosen by: the newest fifth of every `user` (the default), of all from one moment in `time`, or the `last` one of every user. */
  readonly split?: HeldOut;
  readonly gate?: GateOptions;
  /** Which figures of the served lists raise an alert, who is told, and when it is trained again by itself. `labelsWithin`: how long after a list what a user did counts (default `7d`). */
  readonly monitor?: MonitorOptions;
}
