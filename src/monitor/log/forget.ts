import { mwError, type Clock } from '../../core/index.js';
import { addAudit, erasePredictions, storedText, type Store } from '../../store/index.js';
import { aboutOf, hashed, markForgotten } from './forgotten.js';
import { eraseFromSpools } from './spool/index.js';

/** What an erasure removed. */
export interface Erased {
  readonly predictions: number;
  readonly outcomes: number;
  /** Rows that waited in spools of this machine. */
  readonly spooled: number;
}

/** What an erasure works with. */
export interface ForgetOptions {
  /** The project's folder, where the spools lie. */
  readonly root: string;
  readonly clock: Clock;
  /** Who erases, for the audit. */
  readonly actor: string;
  /** Only what this model answered; absent: every model. */
  readonly model?: string | undefined;
}

/**
 * Erases one person (`name` is the value of the model's first id column), or one prediction by its id (and what shadows said of it): from the log, with the outcomes, and from the
 * spools. The audit gets a row `forget` with the counts, and a salted hash in the place of the name; the same hash keeps rows of before that still
 * lie in a spool elsewhere from coming back. Asked again, it erases what came since. On SQLite what is erased is overwritten in the file (its
 * write-ahead log at the next checkpoint). Backups and exported files are not reached.
 */
export async function forget(store: Store, name: string, { root, clock, actor, model }: ForgetOptions): Promise<Erased> {
  if (name === '') throw mwError('MW_MONITOR_FORGET_EMPTY', {});
  const stored = storedText(name);
  const spooled = eraseFromSpools(root, (record) => isAbout(record, stored, model));
  const now = clock();
  return store.write(async (tx) => {
    const hash = await hashed(tx, stored, now);
    await markForgotten(tx, hash, model, now);
    const erased = { ...(await erasePredictions(tx, { name: stored, model })), spooled };
    await addAudit(tx, { at: now, actor, action: 'forget', subject: hash, detail: { ...erased, model: model ?? null } });
    return erased;
  });
}

function isAbout(record: string, name: string, model: string | undefined): boolean {
  const about = aboutOf(record);
  return about.names.includes(name) && (model === undefined || about.model === model);
}
