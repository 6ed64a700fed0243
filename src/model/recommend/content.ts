import type { Json } from '../../core/index.js';
import type { Interval, RankingEvaluation } from '../../evaluate/index.js';
import type { Params } from '../../learn/index.js';
import type { GateOptions } from '../define.js';
import type { HeldOut } from './held-out.js';
import type { RecommendStudy } from './search.js';
import type { EventColumns, ListPlan } from './define.js';
import type { EventSelection } from '../../store/index.js';
import type { Node } from '../../expr/index.js';
import type { Lineage } from '../record.js';

/** What names the task of a recommender in artifacts and answers. */
export const RECOMMEND = 'recommend';

/** The fitted content of a recommender beside its arrays. Its digest names it. */
export interface RecommendContent {
  readonly name: string;
  readonly task: typeof RECOMMEND;
  readonly learner: string;
  readonly params: Params;
  readonly seed: number;
  /** The fitted method's small parts; its arrays are the artifact's, under `model …`. */
  readonly predictor: Json;
  readonly columns: EventColumns;
  readonly weights: Readonly<Record<string, number>>;
  /** Types of events after which an item is not recommended again; without types of events every one counts. */
  readonly taken: readonly string[];
  readonly repeat: boolean;
  /** Which events of the store are its own; absent: those that name no source. */
  readonly own?: EventSelection;
  /** The types of events that the histories tell apart, in the order of their codes. */
  readonly types: readonly string[];
  /** The columns of the items' table without their id, as `schemaToJson` writes them; null without a table. */
  readonly items: Json;
  /** The column of the items' table that names them; absent in versions of before it was kept. */
  readonly itemId?: string;
  /** The checks of the items' table that one row alone keeps or breaks, and that keep rows out. */
  readonly itemRules?: readonly Json[];
  /** The same of the users' table, for versions that were learned with one. */
  readonly users?: Json;
  readonly title: string | null;
  /** What an item brings when it is taken, of the items' columns, and in which currency; null where that is not said. */
  readonly value: Node | null;
  readonly currency: string | null;
  readonly lists: ListPlan;
  readonly gate: GateOptions;
  /** Which events it was judged by; absent: the newest of every user. */
  readonly split?: HeldOut;
}

/** One method on the leaderboard, best first. */
export interface RecommendEntry {
  readonly learner: string;
  readonly params: Params;
  /** The metric on the newest events of users before the holdout. */
  readonly metric: number;
  readonly seconds: number;
}

/** What is known of a recommender beside its fitted content: how good it is, and how it came about. JSON. */
export interface RecommendRecord {
  readonly metric: string;
  readonly metrics: Readonly<Record<string, Interval>>;
  /** The same figures of recommending to everybody what most users take. */
  readonly baseline: Readonly<Record<string, number>>;
  readonly leaderboard: readonly RecommendEntry[];
  /** How they were searched for; absent where they were not. */
  readonly study?: RecommendStudy;
  /** Events. */
  readonly rows: { readonly train: number; readonly holdout: number; readonly quarantined: number };
  readonly users: { readonly all: number; readonly judged: number };
  readonly items: { readonly all: number };
  /** Share of the items that stand on any list of the holdout's users. */
  readonly coverage: number;
  /** The whole evaluation on the holdout: by segments, beside popularity and chance, and what lists are like. */
  readonly evaluation: RankingEvaluation;
  readonly notes: readonly string[];
  readonly quality: {
    readonly read: number;
    readonly rules: readonly { readonly rule: string; readonly level: string; readonly failed: number }[];
    readonly faults: readonly { readonly column: string; readonly reason: string; readonly count: number }[];
  };
  /** Events that the server took, of those learned from. */
  readonly live: number;
  readonly period: { readonly column: string; readonly from: string; readonly to: string };
  /** How much better than the champion of then, in the metric's units, by what either's settings learn from the same events; absent without one. */
  readonly incumbent?: { readonly name: string; readonly gain: Interval; readonly other: number };
  readonly lineage: Lineage;
  readonly seconds: number;
}
