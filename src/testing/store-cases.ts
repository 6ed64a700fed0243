import { accessCases } from './store/access.js';
import { behaviourCases } from './store/behaviour.js';
import type { StoreCase } from './store/case.js';
import { itemCases } from './store/items.js';
import { openingCases } from './store/opening.js';
import { recordCases } from './store/records.js';
import { registryCases } from './store/registry.js';
import { studyCases } from './store/studies.js';
import { transactionCases } from './store/transactions.js';

/** Everything that a store promises, for any engine. */
export const storeCases: readonly StoreCase[] = [
  ...openingCases,
  ...transactionCases,
  ...registryCases,
  ...recordCases,
  ...studyCases,
  ...accessCases,
  ...behaviourCases,
  ...itemCases,
];

export type { StoreCase, StoreSubject } from './store/case.js';
