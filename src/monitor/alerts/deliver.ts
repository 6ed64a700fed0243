import { MillwrightError } from '../../core/index.js';
import type { Channel } from '../../model/index.js';
import { findAlert, listAlerts, putAlert, type Store } from '../../store/index.js';
import { alertOf, detailOf, withDetail, type Notice } from './alert.js';
import { channelName } from './channels/name.js';
import { sendNotice } from './channels/send.js';
import type { Outside } from './channels/surroundings.js';

/** Rounds in which an unsent notice is tried before it is given up. */
export const ROUNDS = 5;
/** How long a notice that somebody set out to send is left alone: longer than any sending takes. */
const CLAIM_MS = 60_000;
const LOOK_BACK_MS = 7 * 24 * 3600 * 1000;

/** How the notices of one round fared. */
export interface Delivered {
  readonly sent: number;
  readonly failed: readonly string[];
}

/**
 * Sends the notices that evaluations wrote down and that no channel has taken. Each is claimed in the store first and marked after, so that
 * of two processes one sends it, and one that was killed between sending and marking is sent once more under the same id: at least once.
 * A channel that fails never throws here: the failure is kept with the notice, told, and tried again in the next rounds, five in all.
 */
export async function deliverNotices(store: Store, model: string, channels: readonly Channel[], outside: Outside): Promise<Delivered> {
  const rows = await store.read((tx) => listAlerts(tx, { model, since: outside.clock() - LOOK_BACK_MS, limit: 1000 }));
  const failed: string[] = [];
  let sent = 0;
  for (const row of rows.toReversed())
    for (const notice of detailOf(row).notices) {
      const channel = channels.find((one) => channelName(one) === notice.channel);
      if (!channel || !(await claim(store, row.id, notice.id, outside))) continue;
      const error = await reasonOf(sendNotice(channel, { id: notice.id, event: notice.event, alert: alertOf(row) }, outside));
      await mark(store, row.id, notice.id, error === null ? { sentAt: outside.clock() } : { error });
      if (error === null) sent++;
      else {
        failed.push(error);
        outside.say(error);
      }
    }
  return { sent, failed };
}

const reasonOf = (work: Promise<void>): Promise<string | null> =>
  work.then(
    () => null,
    (error: unknown) =>
      error instanceof MillwrightError ? `${error.message.replace(/\.$/, '')}. ${error.fix}` : 'a notice could not be sent',
  );

/** Takes a notice to send; `false` when it was sent, is being sent, or was given up. */
function claim(store: Store, alert: string, id: string, { clock }: Outside): Promise<boolean> {
  const now = clock();
  return mark(store, alert, id, (notice) => isDue(notice, now) && { attempts: notice.attempts + 1, triedAt: now, error: null });
}

const isDue = ({ sentAt, attempts, triedAt, error }: Notice, now: number): boolean =>
  sentAt === null && attempts < ROUNDS && (triedAt === null || error !== null || Math.abs(now - triedAt) > CLAIM_MS);

/** Changes one notice; `false` when it is gone, or when `change` finds that it is not due. */
function mark(
  store: Store,
  alert: string,
  id: string,
  change: Partial<Notice> | ((notice: Notice) => Partial<Notice> | false),
): Promise<boolean> {
  return store.write(async (tx) => {
    const row = await findAlert(tx, alert);
    if (!row) return false;
    const detail = detailOf(row);
    const notice = detail.notices.find((one) => one.id === id);
    const changed = notice && (typeof change === 'function' ? change(notice) : change);
    if (!changed) return false;
    const notices = detail.notices.map((one) => (one === notice ? { ...one, ...changed } : one));
    await putAlert(tx, withDetail(row, { ...detail, notices }));
    return true;
  });
}
