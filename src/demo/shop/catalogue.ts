import { random } from '../../core/index.js';
import type { ShopSize } from './shop-size.js';
import { TRADE } from './trade.js';
import { CATEGORIES, KINDS, STYLE_NAMES, STYLES, type Category, type Style } from './words.js';

/** Tastes that no column tells: how alike things are beyond category and style. */
export const FACTORS = 4;

/** A thing that the shop sells; what customers feel about it is known to the simulation alone. */
export interface ShopItem {
  readonly id: string;
  readonly title: string;
  readonly category: Category;
  readonly style: Style;
  /** Euro. */
  readonly price: number;
  /** Euro that the shop keeps of a piece that is not sent back. */
  readonly margin: number;
  /** The first day on which it is sold; 0 or less: from the start. */
  readonly launchDay: number;
  /** Pieces on the shelf after a delivery. */
  readonly shelf: number;
  /** Hidden: how much better or worse than its like everybody finds it. */
  readonly quality: number;
  /** Hidden: where it lies among tastes beyond category and style. */
  readonly factor: Float64Array;
  /** Hidden: share of the buyers who send it back. */
  readonly returnRate: number;
}

/** Share of the items that come later than the first day. */
const LATER = 0.2;

/**
 * The catalogue: things with invented names, at prices of their kind. A fifth of it is launched one by one over the days.
 * The n-th item is the same for every size, but for its launch and its shelf.
 */
export function makeCatalogue(size: ShopSize): readonly ShopItem[] {
  const titles = random(size.seed, 'titles').shuffle(allTitles());
  return Array.from({ length: size.items }, (_, i) => newItem(size, i, titles[i % titles.length], Math.floor(i / titles.length)));
}

interface Title {
  readonly category: Category;
  readonly style: Style;
  readonly kind: string;
  readonly word: string;
}

const allTitles = (): Title[] =>
  CATEGORIES.flatMap((category) =>
    Object.keys(KINDS[category]).flatMap((kind) =>
      STYLE_NAMES.flatMap((style) => STYLES[style].map((word) => ({ category, style, kind, word }))),
    ),
  );

function newItem(size: ShopSize, index: number, { category, style, kind, word }: Title, round: number): ShopItem {
  const draw = random(size.seed, 'item', index);
  const usual = (KINDS[category] as Readonly<Record<string, number>>)[kind];
  const price = Math.max(3, Math.round(usual * Math.exp(0.25 * draw.normal()))) - 0.1;
  const quality = 0.6 * draw.normal();
  const { margin, returns } = TRADE[category];
  return {
    id: `P${1001 + index}`,
    title: `${word} ${kind}${round > 0 ? ` ${round + 1}` : ''}`,
    category,
    style,
    price: Math.round(price * 100) / 100,
    margin: Math.round(price * margin * (0.8 + 0.4 * draw.uniform()) * 100) / 100,
    launchDay: draw.uniform() < LATER ? Math.floor(draw.uniform() * size.days) : 0,
    shelf: Math.ceil((0.2 + draw.uniform()) * (size.users / size.items)),
    quality,
    factor: Float64Array.from({ length: FACTORS }, () => draw.normal()),
    returnRate: Math.min(0.5, returns * Math.exp(-0.4 * quality)),
  };
}
