import { row, type ErrorRow } from './row.js';

/** Errors of the layer `monitor`. */
export const monitorErrors = {
  MW_MONITOR_NOTICE: row<{ channel: string; reason: string }>({
    message: (p) => `a notice could not be sent to ${p.channel}: ${p.reason}`,
    fix: () => 'It is tried again with the next evaluations. Check the address, the secret and the receiver.',
    status: 502,
  }),
  MW_MONITOR_WEBHOOK: row<{ channel: string; reason: string }>({
    message: (p) => `${p.channel} may not be asked: ${p.reason}`,
    fix: () =>
      'Name the host in the hosts of the channel, and the variables in the environment; allowPrivate and allowHttp open what is closed.',
    status: 422,
  }),
} as const satisfies Record<string, ErrorRow<never>>;
