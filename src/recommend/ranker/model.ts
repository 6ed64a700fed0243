import type { ColumnHead } from '../../core/index.js';
import type { Member, Predictor } from '../../learn/index.js';
import type { Recommender } from '../recommender.js';
import type { ItemFacts } from './item-facts.js';

/** What a ranker is made of. */
export interface RankerModel {
  /** Each with all of its settings. */
  readonly members: readonly Member[];
  /** As their learners fitted them. */
  readonly fitted: readonly Recommender[];
  readonly facts: ItemFacts;
  readonly userColumns: readonly ColumnHead[];
  readonly depth: number;
  readonly repeat: boolean;
  readonly boosted: Predictor;
}
