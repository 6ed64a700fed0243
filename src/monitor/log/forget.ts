import { mwError, type Clock } from '../../core/index.js';
import { addAudit, eraseBehaviour, erasePredictions, hashOfForgotten, markForgotten, storedText, type Store } from '../../store/index.js';
import { noteErased } from '../behaviour/erased.js';
import { aboutOf } from './forgotten.js';
import { eraseFromSpools } from './spool/index.js';

/** What an erasure removed. */
export interface Erased {
  readonly predictions: number;
  readonly outcomes: number;
  /** Things that the person did, and lists that were recommended. */
  readonly events: number;
  readonly slates: number;
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
  /** Only what this model answered; absent: every model, and what the person did. */
  readonly model?: string | undefined;
}

/**
 * Erases one person (`name` is the value of the model's first id column, or the user of events), or one prediction by its id (and what shadows said of it): from
 * the log, with the outcomes, with what the person did and was recommended, and from the spools; servers let go of what they hold in memory within a second, and
 * from then on neither they nor whoever opens a recommender use anything of what it learned of the person. The audit gets a row `forget` with the counts, and a salted hash in the place of the
 * name; the same hash keeps rows of before that still lie in a spool elsewhere from coming back. Asked again, it erases what came since. On SQLite what is erased
 * is overwritten in the file (its write-ahead log at the next checkpoint). Not reached are backups, files that were exported or are trained from, and the
 * artifacts of versions that were trained before: a recommender's holds the histories of its users until it is deleted.
 */
export async function forget(store: Store, name: string, { root, clock, actor, model }: ForgetOptions): Promise<Erased> {
  if (name === '') throw mwError('MW_MONITOR_FORGET_EMPTY', {});
  const stored = storedText(name);
  const spooled = eraseFromSpools(root, (record) => isAbout(record, stored, model));
  const now = clock();
  return store.write(async (tx) => {
    const hash = await hashOfForgotten(tx, stored, now);
    await markForgotten(tx, hash, model, now);
    const behaviour = await eraseBehaviour(tx, { name: stored, model });
    if (model === undefined) await noteErased(tx, now);
    const erased = { ...(await erasePredictions(tx, { name: stored, model })), ...behaviour, spooled };
    await addAudit(tx, { at: now, actor, action: 'forget', subject: hash, detail: { ...erased, model: model ?? null } });
    return erased;
  });
}

function isAbout(record: string, name: string, model: string | undefined): boolean {
  const about = aboutOf(record);
  return about.names.includes(name) && (model === undefined || about.model === model);
}
