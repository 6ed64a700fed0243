import type { RoutingRules } from '../../store/index.js';
import type { LiveRecommender } from './live-recommender.js';
import type { LiveVersion } from './live-version.js';

/** A version that answers requests, for predictions or for lists. */
export type LiveAny = LiveVersion | LiveRecommender;

/** What is known of one model that the server follows. */
export interface LiveModel {
  readonly model: string;
  /** Where a plain name leads now: the champion, else the newest version; `undefined` until it could be opened. */
  readonly serving: LiveAny | undefined;
  readonly aliases: Readonly<Record<string, number>>;
  /** All registered versions, ascending. */
  readonly versions: readonly number[];
  readonly rules: RoutingRules;
  /** The version that should serve and could not be opened, and why; the one before goes on serving. */
  readonly broken: { readonly version: number; readonly code: string; readonly message: string } | undefined;
}

/** The versions that a server answers with. Follows the registry: an alias that any process moved takes effect within a second. */
export interface Live extends AsyncDisposable {
  /**
   * What `name`, `name@N` or `name@alias` means now: at once when it is open. Throws `MW_MODEL_UNKNOWN` and its kin, and `MW_SERVE_TASK` for one that
   * recommends.
   */
  find(ref: string): LiveVersion | Promise<LiveVersion>;
  /** The same for a version that recommends; throws `MW_SERVE_TASK` for one that answers rows. */
  findRecommender(ref: string): LiveRecommender | Promise<LiveRecommender>;
  /** The rules that divide requests by this reference; `undefined` when it is no plain name, or there are none. */
  rulesOf(ref: string): RoutingRules | undefined;
  /** Where the aliases of a model point. */
  aliasesOf(model: string): Readonly<Record<string, number>>;
  /** Every model, in code-unit order of the names. */
  models(): readonly LiveModel[];
  /** Looks at the registry now, and opens what has changed. */
  refresh(): Promise<void>;
  /** Looks now for what is reported of items; open versions know it when it resolves. */
  refreshItems(): Promise<void>;
  /** Whether the last look at the registry succeeded, and when that was. */
  registry(): { readonly reachable: boolean; readonly lookedAt: number };
}
