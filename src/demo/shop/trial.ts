import { random } from '../../core/index.js';
import { deedsOn, valueOf } from './deeds.js';
import { expectedOf } from './list-value.js';
import type { Shop } from './shop.js';
import type { ShopState } from './state.js';

/** A list for each visitor of a trial, by its arm: `[control, treated]`. */
export type TrialLists = (person: number) => readonly [ArrayLike<number>, ArrayLike<number>];

/** What a trial is drawn from: a shop as it stands, who may come, and what both arms show them. */
export interface TrialPlan {
  readonly shop: Shop;
  /** Not changed: all visits of a trial find the shop like this, so that the truth is a sum. */
  readonly state: ShopState;
  readonly visitors: readonly number[];
  readonly lists: TrialLists;
  /** Length of the trial: regulars come more than once. */
  readonly days: number;
}

/** Rows of a trial, one per visitor, in the order of their coming. */
export interface TrialRows {
  /** 0 control, 1 treated. */
  readonly arm: Uint8Array;
  /** Euro paid in all visits. */
  readonly revenue: Float64Array;
}

/** Draws a trial: who comes first and how often, who is shown what, and what they buy of it. Each seed is another trial of the same truth. */
export function drawTrial({ shop, state, visitors, lists, days }: TrialPlan, seed: number): TrialRows {
  const order = random(seed, 'order').shuffle(Int32Array.from(visitors));
  const arm = new Uint8Array(order.length);
  const revenue = Float64Array.from(order, (person, row) => {
    const draw = random(seed, 'visitor', person);
    arm[row] = draw.int(2);
    const list = lists(person)[arm[row]];
    const again = againOf(shop, person, days);
    let sum = 0;
    do sum += valueOf(shop, deedsOn(shop, state, person, list, draw)).revenue;
    while (draw.uniform() < again);
    return sum;
  });
  return { arm, revenue };
}

/** By how many euro per visitor the treated arm's lists truly bring more than the control's: an exact sum, no draw in it. */
export function trueEffect({ shop, state, visitors, lists, days }: TrialPlan): number {
  const effects = visitors.map((person) => {
    const [control, treated] = lists(person).map((list) => expectedOf(shop, state, person, list).revenue);
    return (treated - control) / (1 - againOf(shop, person, days));
  });
  return effects.reduce((sum, effect) => sum + effect, 0) / effects.length;
}

/** Chance of yet another visit within the trial, such that 1 + rate × days visits are due. */
function againOf(shop: Shop, person: number, days: number): number {
  const more = shop.people[person].visitRate * days;
  return more / (1 + more);
}
