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
  MW_MONITOR_OUTCOME: row<{ faults: readonly { readonly index: number; readonly reason: string }[] }>({
    message: (p) => {
      const shown = p.faults.slice(0, 5).map((f) => `outcomes[${f.index}]: ${f.reason}`);
      return `${shown.join('; ')}${p.faults.length > 5 ? `; and ${p.faults.length - 5} more` : ''}. None of the outcomes was taken`;
    },
    fix: () => "Report labels in the data's own spelling, a regression's outcome as a number, times as ISO 8601, and send the list again.",
    status: 422,
  }),
  MW_MONITOR_EVENT: row<{ field: string; reason: string }>({
    message: (p) => `"${p.field}" of the event cannot be taken: ${p.reason}`,
    fix: () =>
      'Ids are texts of 1 to 200 characters or whole numbers, amounts are from 0 to 1e15; report the event again, the others are taken.',
    status: 422,
  }),
  MW_MONITOR_EVENT_FUTURE: row<{ seconds: number }>({
    message: (p) => `the event lies ${p.seconds} s in the future`,
    fix: () => 'Set the clock of whoever reports it, or leave "at" out: then it happened when it was received.',
    status: 422,
  }),
  MW_MONITOR_EVENTS_AWAY: row<Record<never, never>>({
    message: () => 'the events can be stored neither in the database nor on this machine now',
    fix: () => 'Report the same events again in a few seconds; those that were stored nevertheless are known by their ids.',
    status: 503,
  }),
  MW_MONITOR_FORGET_EMPTY: row<Record<never, never>>({
    message: () => 'nobody is named: the id is empty',
    fix: () => 'Name the person by the id that predictions were asked with: millwright forget --id VALUE',
    status: 400,
    usage: true,
  }),
  MW_MONITOR_TRAIN: row<{ model: string; reason: string }>({
    message: (p) => `training "${p.model}" again failed: ${p.reason}`,
    fix: (p) =>
      `The champion is as it was. Run \`millwright train ${p.model}\` to see it fail, or give it more time or memory in monitor.retrain.`,
    status: 500,
  }),
  MW_MONITOR_RETRAIN_BUSY: row<{ model: string; pid: number; host: string }>({
    message: (p) => `"${p.model}" is being trained again by process ${p.pid} on ${p.host}`,
    fix: () => 'Wait for it to end; one retraining of a model runs at a time.',
    status: 409,
  }),
  MW_MONITOR_EXPERIMENT: row<{ model: string; reason: string }>({
    message: (p) => `there is no experiment of "${p.model}" to read: ${p.reason}`,
    fix: (p) => `Divide its users with \`millwright route ${p.model}\` and ask for lists by user; the log must be on.`,
    status: 409,
  }),
  MW_MONITOR_OFFLINE: row<{ model: string; certain: number; nobody: number; seen: number }>({
    message: (p) =>
      `no served list says what "${p.model}" would have brought: ${p.certain + p.nobody + p.seen === 0 ? 'none was served in this time' : `${p.certain} left nothing to chance, ${p.nobody} named no user, ${p.seen} were answered before its training ended`}`,
    fix: () =>
      'Let the champion explore (lists: { explore: 0.1 }) and serve it for some days; judge a version that learned until then: millwright train --until DATE.',
    status: 409,
  }),
} as const satisfies Record<string, ErrorRow<never>>;
