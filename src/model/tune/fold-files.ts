import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Task } from '../../core/index.js';
import type { TrainingSet } from '../../learn/index.js';

/** What every fit of a study has in common. */
export interface FoldsHead {
  readonly task: Task;
  /** multiclass: how many classes; otherwise 1. */
  readonly classes: number;
  readonly folds: number;
  /** Of every fit. */
  readonly seed: number;
}

/** One fold: what is fitted on, and what is predicted, by the features of the training side alone. */
export interface Fold {
  readonly training: TrainingSet;
  readonly tested: TrainingSet;
}

const headFile = (dir: string): string => join(dir, 'folds');
const foldFile = (dir: string, fold: number): string => join(dir, `fold-${fold}`);

/** Writes the data of a study into a private folder, for the processes that run its trials. */
export const writeHead = (dir: string, head: FoldsHead): void => writeFileSync(headFile(dir), serialize(head), { mode: 0o600 });
export const writeFold = (dir: string, number: number, fold: Fold): void =>
  writeFileSync(foldFile(dir, number), serialize(fold), { mode: 0o600 });

/** Bytes of folds that a process keeps in memory; others are read again for each trial. */
const KEPT_BYTES = 2 ** 29;

/** Reads the data of a study, fold by fold as they are asked for. */
export function openFolds(dir: string): { readonly head: FoldsHead; fold(number: number): Fold } {
  const head = deserialize(readFileSync(headFile(dir))) as FoldsHead;
  const kept = new Map<number, Fold>();
  let bytes = 0;
  return {
    head,
    fold: (number) => {
      const known = kept.get(number);
      if (known) return known;
      const file = foldFile(dir, number);
      const fold = deserialize(readFileSync(file)) as Fold;
      const { size } = statSync(file);
      if ((bytes += size) <= KEPT_BYTES) kept.set(number, fold);
      return fold;
    },
  };
}
