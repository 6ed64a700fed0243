import type { Category } from './words.js';

/** How a category is traded. */
export interface CategoryTrade {
  /** Share of a price that the shop keeps. */
  readonly margin: number;
  /** Share of the pieces that come back. */
  readonly returns: number;
  /** The day of the year on which it is most wanted, and how much log-odds lie between that and an ordinary day. */
  readonly peak: number;
  readonly height: number;
}

/** How each category is traded. */
export const TRADE: Readonly<Record<Category, CategoryTrade>> = {
  tea: { margin: 0.55, returns: 0.02, peak: 15, height: 0.4 },
  kitchen: { margin: 0.42, returns: 0.05, peak: 345, height: 0.3 },
  lighting: { margin: 0.38, returns: 0.08, peak: 340, height: 0.6 },
  textiles: { margin: 0.45, returns: 0.12, peak: 320, height: 0.5 },
  garden: { margin: 0.35, returns: 0.05, peak: 125, height: 1 },
  stationery: { margin: 0.5, returns: 0.03, peak: 240, height: 0.4 },
  bath: { margin: 0.52, returns: 0.03, peak: 350, height: 0.2 },
  bags: { margin: 0.44, returns: 0.14, peak: 180, height: 0.5 },
};
