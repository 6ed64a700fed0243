import type { Node } from '../../expr/index.js';

/** The kinds of rules that lists may have. */
export type RuleKind = 'exclude' | 'boost' | 'bury' | 'pin' | 'cap';

/** Items that may stand on no list. */
export interface ExcludeRule {
  readonly kind: 'exclude';
  readonly name: string;
  /** True leaves an item out; false and null (not known) do not. */
  readonly when: Node;
}

/** Items that count more than the recommender says, or less. */
export interface BoostRule {
  readonly kind: 'boost' | 'bury';
  readonly name: string;
  readonly when: Node;
  /**
   * What an item's lead over the least score is multiplied by: 1 and more for a boost, from 0 to 1 for a bury. An expression gives each item its own;
   * where it is null, or on the wrong side of 1, the rule does not touch the item.
   */
  readonly by: number | Node;
}

/** Items that get a place, whatever their scores. */
export interface PinRule {
  readonly kind: 'pin';
  readonly name: string;
  /** Of several items for which it is true, the one of the highest score is pinned. */
  readonly when: Node;
  /** From 1. */
  readonly at: number;
}

/** At most so many of one category on a list; items without a category are not counted. */
export interface CapRule {
  readonly kind: 'cap';
  readonly name: string;
  readonly by: Node;
  readonly most: number;
}

/** A rule of lists as plain data: an expression over the columns of the item table, and over those of the user, which begin with `user.`. */
export type Rule = ExcludeRule | BoostRule | PinRule | CapRule;

/** A pin by item place. */
export interface Pin {
  /** From 0. */
  readonly at: number;
  /** Places of the items that may take it, ascending. */
  readonly items: Int32Array;
}

/** A cap by item place. */
export interface Cap {
  /** Per item its category; −1 for none. */
  readonly codes: Int32Array;
  readonly categories: number;
  readonly most: number;
}

/** Rules ready for lists: plain arrays by item place. Absent arrays touch no item. */
export interface ListRules {
  /** Per item 1 where it may stand on no list. */
  readonly excluded?: Uint8Array;
  /** Per item what its lead over the least score is multiplied by: 0 and more, all boosts and buries together. */
  readonly multiplier?: Float64Array;
  /** In the order in which they were declared: of two pins of one place the later takes the next one that is free. */
  readonly pins?: readonly Pin[];
  readonly caps?: readonly Cap[];
}

/** What user columns are called in a rule. */
export const USER = 'user.';
