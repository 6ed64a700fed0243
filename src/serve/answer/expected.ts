import type { AnyTask } from '../../core/index.js';
import type { RowValues } from '../../data/index.js';
import { headOf, rowBlock } from '../../features/index.js';
import type { OpenModel } from '../../model/index.js';

/** What a row is expected to come to with the treatment and without. */
export interface ExpectedInArms {
  readonly treated: number;
  readonly control: number;
}

/** What is expected of each row in either arm. */
export type ExpectedOf = (rows: readonly RowValues[]) => readonly ExpectedInArms[];

/** Compiles what a model of effects expects in either arm; `undefined` for any other. Equal to a file's columns to the bit. */
export function expectedOf({ content, predictor, encodeRow }: OpenModel<AnyTask>): ExpectedOf | undefined {
  const { arms } = predictor;
  if (!arms) return undefined;
  const heads = content.features.map(headOf);
  return (rows) => {
    const { treated, control } = arms(rowBlock(heads, rows, encodeRow));
    return rows.map((_, i) => ({ treated: treated[i], control: control[i] }));
  };
}
