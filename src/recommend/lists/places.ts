import type { Random } from '../../core/index.js';
import { chosen } from './choose.js';
import { drawnPlaces } from './explore.js';
import type { ItemVectors } from '../vectors/item-vectors.js';
import type { Cap } from './rules.js';

/** How much a list may vary. */
export interface Diversity {
  readonly vectors: ItemVectors;
  /** 0: by merit alone; 1: after the first item by difference alone (default 0.3). */
  readonly weight?: number;
  /**
   * What an item is to differ from: `all` items chosen before it, on average (the default: it raises the diversity of a list by as much for about half the loss), or
   * the `nearest` of them, as in the paper.
   */
  readonly from?: 'all' | 'nearest';
  /** Among how many of the best candidates (default 100). */
  readonly pool?: number;
}

/** What of a list is left to chance. */
export interface Exploration {
  /** The chance, from 0 to 1, with which a place is drawn instead of given to the best. */
  readonly share: number;
  /**
   * Absent: every candidate is as likely as another. Else candidates are drawn in proportion to exp(merit / temperature), merit from 0 (least candidate) to 1 (best):
   * with `share` 1 the list is a draw from Plackett and Luce's model.
   */
  readonly temperature?: number;
  /** Among how many of the best candidates (default 10 per place). */
  readonly pool?: number;
}

/** Who may stand on a list, where, and beside whom. */
export interface PlaceWish {
  readonly k: number;
  /** Candidates, the best first. */
  readonly pool: Int32Array;
  /** Per candidate of the pool from 0 (the least of all items) to 1; needed where the list is to differ, or chance has a say. */
  readonly merit: Float64Array;
  /** Per place the item that stands there whatever comes, or −1. */
  readonly pinned: Int32Array;
  readonly caps: readonly Cap[];
  readonly diversity?: Diversity;
  /** The best of all items for which the test holds, the best first: asked where no candidate of the pool may stand. */
  readonly spare: (mayStand: (item: number) => boolean, most: number) => Int32Array;
}

/** Items in their places, and with which chance each came there, given those above it. */
export interface FilledPlaces {
  readonly items: readonly number[];
  /** What had stood there if nothing were left to chance. */
  readonly chosen: readonly number[];
  readonly propensities: readonly number[];
}

/**
 * Fills the places of a list. First items are chosen: each time the candidate of the highest (1 − weight) × merit − weight × likeness to those chosen before, which
 * is maximal marginal relevance (Carbonell & Goldstein, SIGIR 1998), among those that no cap forbids. They stand by merit in the places that are not
 * pinned. Then chance has its say: with exploration of share ε over the n candidates that a place could go to, an item's chance given the items above is
 * (1 − ε)·[it is the next chosen] + ε·q, where q = 1/n or its share of exp(merit / temperature). That is exact, so that what one place brings may be weighed by
 * 1/propensity, and what a whole list brings by the product. A pinned item, and one for which the pool was too small, has the chance 1.
 */
export function fillPlaces(wish: PlaceWish, explore?: Exploration & { readonly draw: Random }): FilledPlaces {
  const list = chosen(wish);
  return { chosen: list, ...(explore ? drawnPlaces(wish, explore, list) : { items: list, propensities: list.map(() => 1) }) };
}
