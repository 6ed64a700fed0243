import { setTimeout as sleep } from 'node:timers/promises';
import { MillwrightError } from '../../../core/index.js';
import type { Channel } from '../../../model/index.js';
import { sendEmail } from './email.js';
import { textOf, type NoticeMessage } from './message.js';
import { PAUSES_MS, type Outside } from './surroundings.js';
import { postWebhook } from './webhook.js';

/** Sends a notice to one channel, three times at most with growing pauses; what is not allowed is not tried again. Throws the last failure. */
export async function sendNotice(channel: Channel, message: NoticeMessage, outside: Outside): Promise<void> {
  const pauses = [...(outside.pausesMs ?? PAUSES_MS)];
  for (;;) {
    try {
      return await once(channel, message, outside);
    } catch (error) {
      const again = error instanceof MillwrightError && error.code === 'MW_MONITOR_NOTICE' && !outside.signal.aborted;
      const pause = pauses.shift();
      if (!again || pause === undefined) throw error;
      await sleep(pause, undefined, { signal: outside.signal });
    }
  }
}

async function once(channel: Channel, message: NoticeMessage, outside: Outside): Promise<void> {
  if (channel.kind === 'webhook') return postWebhook(channel, message, outside);
  if (channel.kind === 'email') return sendEmail(channel, message, outside);
  outside.say(textOf(message));
}
