import type { Node } from '../../expr/index.js';
import type { CompiledRules, Diversity, Interactions, ListWorth, Recommender } from '../../recommend/index.js';
import type { RecommendContent } from './content.js';
import type { ItemColumns } from './item-columns.js';
import type { People } from './people.js';

/** All that answering takes of an open version. */
export interface Opened {
  /** `shop@3` */
  readonly name: string;
  readonly content: RecommendContent;
  readonly recommender: Recommender;
  readonly interactions: Interactions;
  readonly placeOf: ReadonlyMap<string, number>;
  /** The places of the users whom training knew. */
  readonly userPlaceOf: ReadonlyMap<string, number>;
  readonly table: ItemColumns | undefined;
  readonly people: People | undefined;
  readonly popularity: Float64Array;
  /** Per item 1 where a test of the items' columns holds. */
  readonly passing: (filter: Node) => Uint8Array;
  readonly rules: CompiledRules | undefined;
  /** Per item 1 where a rule over items alone excludes it, from the lists of any user. */
  readonly excluded: Uint8Array | undefined;
  readonly diversity: Diversity | undefined;
  readonly worth: ListWorth;
}
