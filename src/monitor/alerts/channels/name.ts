import type { Channel } from '../../../model/index.js';

/** A channel's name in notices and logs: without addresses that may be secrets. */
export function channelName(channel: Channel): string {
  if (channel.kind === 'console') return 'console';
  if (channel.kind === 'email') return `email ${channel.to.join(' ')}`;
  return channel.url === undefined ? `webhook $${channel.urlEnv}` : `webhook ${new URL(channel.url).host}`;
}
