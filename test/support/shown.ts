import type { Engine } from '../../src/data/index.js';
import { columnsOf } from '../../src/expr/index.js';

/** What examples in doc comments may speak of without declaring it: some columns, and an open engine. */
export const c = columnsOf({
  tenure: 'number',
  MonthlyCharges: 'number',
  TotalCharges: 'number',
  age: 'number',
  price: 'number',
  Contract: 'text',
  city: 'text',
  note: 'text',
  at: 'time',
  active: 'bool',
});

/** The data engine that an example asks. */
export declare const engine: Engine;
