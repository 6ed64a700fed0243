import type { Engine, LoadedTable } from '../../src/data/index.js';
import type { Scored } from '../../src/evaluate/index.js';
import { columnsOf } from '../../src/expr/index.js';
import type { Blobs, Store } from '../../src/store/index.js';

/** What examples in doc comments may speak of without declaring it. First some columns: examples of them run. */
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

/** An open data engine, and a table that it has loaded. */
export declare const engine: Engine;
export declare const loaded: LoadedTable;

/** The truth of some rows, and with it what a model said of them. */
export declare const y: Float64Array;
export declare const sample: Scored;

/** An open store and its blobs. */
export declare const store: Store;
export declare const blobs: Blobs;
