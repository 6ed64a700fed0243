import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
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
  /** Per column the place of its feature among all, 0 for what says most; absent where every feature is kept. */
  readonly ranks?: Int32Array;
}

const headFile = (dir: string): string => join(dir, 'folds');
const foldFile = (dir: string, encoding: string, fold: number): string => join(dir, `${encoding}-${fold}`);

/** Writes the data of a study into a private folder, for the processes that run its trials. */
export const writeHead = (dir: string, head: FoldsHead): void => writeFileSync(headFile(dir), serialize(head), { mode: 0o600 });
export const writeFold = (dir: string, encoding: string, number: number, fold: Fold): void =>
  writeFileSync(foldFile(dir, encoding, number), serialize(fold), { mode: 0o600 });

/** Bytes of the folds of one encoding. */
export const foldBytes = (dir: string, encoding: string, folds: number): number =>
  Array.from({ length: folds }, (_, fold) => statSync(foldFile(dir, encoding, fold)).size).reduce((sum, size) => sum + size, 0);

/** Forgets one encoding. */
export const removeFolds = (dir: string, encoding: string, folds: number): void => {
  for (let fold = 0; fold < folds; fold++) rmSync(foldFile(dir, encoding, fold), { force: true });
};

/** Bytes of folds that a process keeps in memory; others are read again for each trial. */
const KEPT_BYTES = 2 ** 29;

/** Reads the data of a study, fold by fold as they are asked for, each by the name of how its rows are encoded. */
export function openFolds(dir: string): { readonly head: FoldsHead; fold(encoding: string, number: number): Fold } {
  const head = deserialize(readFileSync(headFile(dir))) as FoldsHead;
  const kept = new Map<string, Fold>();
  let bytes = 0;
  return {
    head,
    fold: (encoding, number) => {
      const file = foldFile(dir, encoding, number);
      const known = kept.get(file);
      if (known) return known;
      const fold = deserialize(readFileSync(file)) as Fold;
      const { size } = statSync(file);
      if ((bytes += size) <= KEPT_BYTES) kept.set(file, fold);
      return fold;
    },
  };
}
