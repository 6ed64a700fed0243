import { random, type Random } from '../../core/index.js';
import { FACTORS } from './catalogue.js';
import { CATEGORIES, STYLE_NAMES } from './words.js';

/** Somebody who shops: what the shop has on file, and what only the simulation knows. */
export interface ShopPerson {
  readonly id: string;
  readonly country: string;
  readonly channel: string;
  readonly newsletter: boolean;
  /** The day of the first visit. */
  readonly joinedDay: number;
  /** Hidden: what they like, by category, by style, and beyond. */
  readonly categories: Float64Array;
  readonly styles: Float64Array;
  readonly factor: Float64Array;
  /** Hidden: by how much a price that is e times as high lowers the log-odds of buying. */
  readonly thrift: number;
  /** Hidden: visits per day while interested. */
  readonly visitRate: number;
  /** Hidden: chance of losing interest for good after a visit. */
  readonly fadeRate: number;
}

const COUNTRIES = ['DE', 'FR', 'NL', 'AT', 'PL', 'ES'];
const CHANNELS = ['search', 'social', 'friend', 'newsletter', 'marketplace'];
/** How much longer than others who came this way stay, as a factor's logarithm. */
const STAYS: Readonly<Record<string, number>> = { friend: 0.5, newsletter: 0.3, social: -0.2, marketplace: -0.6 };

/** Share of the people who are customers from the first days on. */
const EARLY = 0.35;

/** The people of a shop. The n-th is the same for every number of people. */
export const makePeople = (seed: number, people: number, days: number): readonly ShopPerson[] =>
  Array.from({ length: people }, (_, i) => newPerson(i, days, random(seed, 'person', i)));

function newPerson(index: number, days: number, draw: Random): ShopPerson {
  const country = draw.int(COUNTRIES.length);
  const channel = CHANNELS[draw.int(CHANNELS.length)];
  const newsletter = draw.uniform() < 0.4;
  const vector = (length: number, scale: number): Float64Array => Float64Array.from({ length }, () => scale * draw.normal());
  const styles = vector(STYLE_NAMES.length, 0.8);
  styles[country % styles.length] += 0.5;
  const loyal = Math.exp((STAYS[channel] ?? 0) + (newsletter ? 0.3 : 0) + 0.4 * draw.normal());
  return {
    id: `U${100_001 + index}`,
    country: COUNTRIES[country],
    channel,
    newsletter,
    joinedDay: Math.floor((draw.uniform() < EARLY ? 0.1 : 1) * draw.uniform() * days),
    categories: vector(CATEGORIES.length, 1),
    styles,
    factor: vector(FACTORS, 0.8 / Math.sqrt(FACTORS)),
    thrift: 0.3 + 0.9 * draw.uniform(),
    visitRate: 0.06 * Math.exp(0.7 * draw.normal()),
    fadeRate: Math.min(0.9, 0.07 / loyal),
  };
}
