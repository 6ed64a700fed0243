import type { Category } from '../../shop/words.js';

/** A line drawing per category, 48 × 48: the catalogue has no photographs. */
export const ICONS: Readonly<Record<Category, string>> = {
  tea: 'M10 20h24v10a9 9 0 0 1-9 9h-6a9 9 0 0 1-9-9zM34 23h3a4.5 4.5 0 0 1 0 9h-3.4M17 14c-2-2 2-4 0-6M25 14c-2-2 2-4 0-6',
  kitchen: 'M9 21h30v12a6 6 0 0 1-6 6H15a6 6 0 0 1-6-6zM5 25h4M39 25h4M13 21a11 8 0 0 1 22 0M24 13v-3',
  lighting: 'M17 9h14l6 16H11zM24 25v12M16 40h16M33 25v6',
  textiles: 'M11 11c8 3 18 3 26 0-3 8-3 18 0 26-8-3-18-3-26 0 3-8 3-18 0-26zM24 20v8M20 24h8',
  garden: 'M14 29h20l-2.6 11H16.6zM24 29V17M24 19c0-6 4-9 10-9 0 6-4 9-10 9zM24 23c0-5-3.5-8-9-8 0 5 3.5 8 9 8z',
  stationery: 'M13 8h20a3 3 0 0 1 3 3v26a3 3 0 0 1-3 3H13zM13 8v32M19 17h11M19 23h11M9 14h4M9 24h4M9 34h4',
  bath: 'M16 19h16v17a4 4 0 0 1-4 4h-8a4 4 0 0 1-4-4zM20 19v-5h8v5M24 14V9M18 9h10M16 27h16',
  bags: 'M11 18h26l2.5 22h-31zM17 22v-6a7 7 0 0 1 14 0v6',
};
