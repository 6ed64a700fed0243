import type { Lazy } from '../../core/index.js';
import type { Node } from '../../expr/index.js';
import type { CompiledRules, Diversity, Interactions, ListWorth, Recommender, Segments, TogetherRules } from '../../recommend/index.js';
import type { IsForgotten } from '../../store/index.js';
import type { RecommendContent } from './content.js';
import type { ItemColumns } from './item-columns.js';
import type { People } from './people.js';
import type { ColdOnes } from './served.js';

/** All that answering takes of an open version. */
export interface Opened {
  /** `shop@3` */
  readonly name: string;
  readonly content: RecommendContent;
  readonly recommender: Recommender;
  /** The method as it was fitted: of the items that training knew, which come first. */
  readonly fitted: Recommender;
  /** Items without events, where training knew what they are like. */
  readonly cold: ColdOnes | undefined;
  readonly interactions: Interactions;
  readonly placeOf: ReadonlyMap<string, number>;
  /** The place of a user whom training knew; undefined for a stranger, and for who was erased since. */
  readonly userPlaceOf: (user: string) => number | undefined;
  /** Who was erased when the version was opened: a stranger, whatever it learned before. */
  readonly isForgotten: IsForgotten;
  readonly table: ItemColumns | undefined;
  readonly people: People | undefined;
  readonly popularity: Float64Array;
  /** What each segment of users takes, for those who did nothing yet. */
  readonly segments: Segments | undefined;
  /** Per item 1 where a test of the items' columns holds. */
  readonly passing: (filter: Node) => Uint8Array;
  readonly rules: CompiledRules | undefined;
  /** Per item 1 where it is reported as removed. */
  readonly removed?: Uint8Array | undefined;
  /** Per item 1 where it is removed or a rule over items alone excludes it, from the lists of any user. */
  readonly excluded: Uint8Array | undefined;
  readonly diversity: Diversity | undefined;
  readonly worth: ListWorth;
  /** What goes together, of the items that training knew: worked out when it is first asked for. */
  readonly together: Lazy<TogetherRules>;
}
