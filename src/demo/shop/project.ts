import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT_FILES } from '../project-files.js';
import { simulateHistory, type ShopHistory } from './history.js';
import { CHURN_MODEL, DEMAND_MODEL, SHOP_MODEL } from './models.js';
import { DAY_MS } from './shop-size.js';
import { csvOf } from './tables/csv.js';
import { AWAY_DAYS, customersOn } from './tables/customers.js';
import { demandOf, lastWeekOf, type LastWeek } from './tables/demand.js';
import { eventsCsv, itemsCsv, usersCsv } from './tables/files.js';

/** How large the demo's shop is. */
export interface ShopScale {
  readonly users: number;
  readonly items: number;
  /** Days that the log covers. */
  readonly days: number;
  /** Days of live visitors after those. */
  readonly liveDays: number;
  /** Visitors that the trial of those days is planned for. */
  readonly planned: number;
}

/** Shops of the demo: the usual one, and one that is ready sooner and can be less sure. */
export const SHOP_SCALES = {
  usual: { users: 20_000, items: 600, days: 238, liveDays: 14, planned: 5000 },
  small: { users: 3000, items: 160, days: 196, liveDays: 7, planned: 600 },
} as const satisfies Record<string, ShopScale>;

/** The demo's project, and the simulation behind it. */
export interface ShopProject {
  readonly root: string;
  readonly history: ShopHistory;
  /** Customers and weeks that no training saw: what churn and demand are judged on. */
  readonly customersLater: string;
  readonly demandLater: string;
  /** How far the figures that everybody has are off in those weeks. */
  readonly lastWeek: LastWeek;
  /** The customers of tonight, of whom nobody knows yet. */
  readonly customersTonight: string;
}

/**
 * Writes the project of the simulated shop: its log, items, users and the tables made of them, and three models over those. The live days end on the evening before
 * `now`. The same seed and day give the same files, to the byte.
 */
export async function writeShopProject(root: string, seed: number, now: number, scale: ShopScale): Promise<ShopProject> {
  const { users, items, days, liveDays } = scale;
  const openedMs = Math.floor(now / DAY_MS) * DAY_MS - (days + liveDays) * DAY_MS;
  const history = simulateHistory({ seed, users, items, days: days + liveDays, openedMs }, days);
  const evening = days - 1 - AWAY_DAYS;
  const weeks = Math.floor(days / 7);
  const later = demandOf(history, weeks - 4, weeks);
  const files = {
    'data/events.csv': eventsCsv(history),
    'data/items.csv': itemsCsv(history),
    'data/users.csv': usersCsv(history),
    'data/customers.csv': csvOf(customersOn(history, evening - AWAY_DAYS)),
    'data/customers-later.csv': csvOf(customersOn(history, evening)),
    'data/customers-tonight.csv': csvOf(customersOn(history, days - 1)),
    'data/demand.csv': csvOf(demandOf(history, 0, weeks - 4)),
    'data/demand-later.csv': csvOf(later),
    'models/shop.ts': SHOP_MODEL,
    'models/churn.ts': CHURN_MODEL,
    'models/demand.ts': DEMAND_MODEL,
    ...PROJECT_FILES,
  };
  for (const [name, content] of Object.entries(files)) {
    const path = join(root, name);
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(path, content);
  }
  return {
    root,
    history,
    customersLater: join(root, 'data/customers-later.csv'),
    demandLater: join(root, 'data/demand-later.csv'),
    lastWeek: lastWeekOf(later),
    customersTonight: join(root, 'data/customers-tonight.csv'),
  };
}
