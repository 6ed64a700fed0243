import { digestOf } from '../../core/index.js';
import type { FeatureSettings } from '../../features/index.js';
import type { Split } from '../../evaluate/index.js';
import { keyOf } from '../../expr/index.js';
import { outputsOf } from '../train/fit-on.js';
import { shaped } from '../train/shaped.js';
import type { Training } from '../train/training.js';
import { foldBytes, removeFolds, writeHead } from './fold-files.js';
import { writeFolds } from './write-folds.js';

/** The folds of a study, encoded in each way that its trials make the features: once for all trials that make them alike. */
export interface FoldEncodings {
  /** Writes the folds, unless they are there, and keeps them while the work with their name goes on. Rejects with the reason of an abort. */
  use<T>(features: FeatureSettings | undefined, signal: AbortSignal, work: (encoding: string) => Promise<T>): Promise<T>;
}

/** Bytes on disk of encodings that no trial reads just now. */
const KEPT_BYTES = 2 ** 32;

interface Encoding {
  readonly written: Promise<void>;
  users: number;
  bytes: number;
}

/** Opens the encodings of some folds in a private folder. `isRanked`: trials may read the features that say most alone. */
export function foldEncodings(
  training: Training,
  rows: Int32Array,
  splits: readonly Split[],
  { dir, isRanked }: { readonly dir: string; readonly isRanked: boolean },
): FoldEncodings {
  const { prepared, plan } = training;
  writeHead(dir, { task: prepared.target.task, classes: outputsOf(prepared), folds: splits.length, seed: plan.seed });
  const known = new Map<string, Encoding>();
  let last: Promise<unknown> = Promise.resolve();
  const write = (of: Training, encoding: string, signal: AbortSignal): Promise<void> => {
    // One after the other: each fit of features has the engine's training view for itself.
    const own = last.then(() => writeFolds(of, rows, splits, { dir, encoding, isRanked, signal }));
    last = own.catch(() => undefined);
    return own;
  };
  const open = (of: Training, encoding: string, signal: AbortSignal): Encoding => {
    const entry: Encoding = { written: write(of, encoding, signal), users: 0, bytes: 0 };
    entry.written.then(
      () => (entry.bytes = foldBytes(dir, encoding, splits.length)),
      () => known.delete(encoding),
    );
    known.set(encoding, entry);
    return entry;
  };
  return {
    use: async (features, signal, work) => {
      const { keep: _, ...settings } = features ?? {};
      const of = shaped(training, Object.keys(settings).length > 0 ? settings : undefined);
      const encoding = digestOf(Object.entries(of.model.features).map(([name, node]) => [name, keyOf(node)]));
      const entry = known.get(encoding) ?? open(of, encoding, signal);
      entry.users++;
      try {
        await entry.written;
        return await work(encoding);
      } finally {
        entry.users--;
        for (const unused of surplus(known)) {
          known.delete(unused);
          removeFolds(dir, unused, splits.length);
        }
      }
    },
  };
}

/** The encodings to forget, the oldest first, until the others take no more than they may. */
function surplus(known: ReadonlyMap<string, Encoding>): readonly string[] {
  let bytes = [...known.values()].reduce((sum, entry) => sum + entry.bytes, 0);
  return [...known].flatMap(([encoding, entry]) => {
    if (bytes <= KEPT_BYTES || entry.users > 0 || entry.bytes === 0) return [];
    bytes -= entry.bytes;
    return [encoding];
  });
}
