import { hrtime } from 'node:process';
import type { AnyTask } from '../../../core/index.js';
import type { RegisteredModel } from '../open-model.js';

/** What serving a version takes. */
export interface Footprint {
  /** Of what is loaded to serve: content, arrays and golden rows. */
  readonly bytes: number;
  /** Microseconds for one row, from raw columns to the answer, on this machine and just now; null where no row is kept to try. */
  readonly microseconds: number | null;
}

const SERVED = ['model.json', 'arrays.safetensors', 'golden.json'] as const;
const ROUNDS = 5;
/** Rows of a round: enough that the compiler has seen the path. */
const ROWS = 2000;

/** Measures how large a version is and how long a row takes: the quickest of a few rounds over its golden rows. */
export function footprintOf({ registered, golden, rowMargins }: RegisteredModel<AnyTask>): Footprint {
  const bytes = SERVED.reduce((sum, name) => sum + (registered.files[name]?.size ?? 0), 0);
  const rows = golden.rows.map((row) => row as Readonly<Record<string, unknown>>);
  if (rows.length === 0) return { bytes, microseconds: null };
  const rounds = Array.from({ length: ROUNDS }, () => {
    const start = hrtime.bigint();
    for (let i = 0; i < ROWS; i++) rowMargins(rows[i % rows.length]);
    return Number(hrtime.bigint() - start) / 1000 / ROWS;
  });
  return { bytes, microseconds: Math.min(...rounds) };
}
