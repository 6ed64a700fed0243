import { random, type Random } from '../../core/index.js';

/** A person who shops; the fields a shop would have on file, and three habits that only the simulation knows. */
export interface Shopper {
  readonly id: string;
  readonly country: string;
  readonly channel: string;
  readonly newsletter: boolean;
  readonly joinedDay: number;
  readonly favourite: string;
  /** Hidden: visits per day while interested. */
  readonly visitRate: number;
  /** Hidden: chance that a visit ends in an order. */
  readonly buyRate: number;
  /** Hidden: daily chance of losing interest for good. */
  readonly fadeRate: number;
}

/** One thing that a shopper did. Days count from the start of the simulation; `amount` is in euro. */
export interface ShopEvent {
  readonly shopper: number;
  readonly day: number;
  readonly kind: 'visit' | 'order' | 'return' | 'ticket';
  readonly category: string;
  readonly amount: number;
}

export interface Shop {
  readonly shoppers: readonly Shopper[];
  /** By shopper, then by day. */
  readonly events: readonly ShopEvent[];
}

const COUNTRIES = ['DE', 'FR', 'NL', 'AT', 'PL', 'ES'];
const CHANNELS = ['search', 'social', 'friend', 'newsletter', 'marketplace'];
const CATEGORIES = ['books', 'garden', 'kitchen', 'sports', 'toys', 'electronics'];
/** Where the rival advertises. */
const TEMPTED = ['marketplace', 'search', 'social'];
const PRICES = [14, 38, 45, 60, 24, 120];

/**
 * A small web shop, simulated day by day: people join, visit, order, send things back, ask for help and lose interest.
 * Whether someone buys again follows from habits that the shop cannot see and from traces that it can.
 * From `rivalDay` on a rival undercuts the shop on marketplaces, in searches and in social media: who came from there looks more often and buys far less.
 * The same seed gives the same shop, and the same days before the rival; cost is about 0.1 ms a shopper.
 */
export function simulateShop(options: {
  readonly shoppers: number;
  readonly days: number;
  readonly seed: number;
  readonly rivalDay?: number;
}): Shop {
  const shoppers: Shopper[] = [];
  const events: ShopEvent[] = [];
  for (let i = 0; i < options.shoppers; i++) {
    const draw = random(options.seed, 'shopper', i);
    const shopper = newShopper(i, options.days, draw);
    shoppers.push(shopper);
    live(shopper, i, options.days, options.rivalDay ?? Infinity, draw, events);
  }
  return { shoppers, events };
}

function newShopper(index: number, days: number, draw: Random): Shopper {
  const channel = pick(CHANNELS, draw);
  const newsletter = draw.uniform() < 0.4;
  const loyal = Math.exp(
    0.7 * draw.normal() + (channel === 'friend' ? 0.4 : channel === 'marketplace' ? -0.5 : 0) + (newsletter ? 0.25 : 0),
  );
  return {
    id: `C${String(100000 + index)}`,
    country: pick(COUNTRIES, draw),
    channel,
    newsletter,
    joinedDay: Math.floor(draw.uniform() * days * 0.9),
    favourite: pick(CATEGORIES, draw),
    visitRate: 0.1 * loyal,
    buyRate: 0.05 + 0.2 * draw.uniform(),
    fadeRate: 0.012 / loyal,
  };
}

/** Writes one shopper's days: bad luck (returns, tickets) hastens the loss of interest. */
function live(shopper: Shopper, index: number, days: number, rivalDay: number, draw: Random, events: ShopEvent[]): void {
  let patience = 1;
  for (let day = shopper.joinedDay; day < days; day++) {
    if (draw.uniform() < shopper.fadeRate / patience) return;
    const tempted = day >= rivalDay && TEMPTED.includes(shopper.channel);
    if (draw.uniform() >= shopper.visitRate * (tempted ? 3 : 1)) continue;
    const category = draw.uniform() < 0.6 ? shopper.favourite : pick(CATEGORIES, draw);
    events.push({ shopper: index, day, kind: 'visit', category, amount: 0 });
    if (draw.uniform() >= shopper.buyRate * (tempted ? 0.02 : 1)) continue;
    const amount = Math.round(PRICES[CATEGORIES.indexOf(category)] * Math.exp(0.5 * draw.normal()) * 100) / 100;
    events.push({ shopper: index, day, kind: 'order', category, amount });
    if (draw.uniform() < 0.12) {
      events.push({ shopper: index, day, kind: 'return', category, amount });
      patience *= 0.6;
    }
    if (draw.uniform() < 0.08) {
      events.push({ shopper: index, day, kind: 'ticket', category, amount: 0 });
      patience *= 0.5;
    }
  }
}

const pick = <V>(items: readonly V[], draw: Random): V => items[draw.int(items.length)];
