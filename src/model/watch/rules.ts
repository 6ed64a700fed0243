import { durationMs } from '../../data/index.js';
import { columnsOf } from '../../expr/index.js';
import { checkFields, odd, testsOf, type Due } from '../check-options.js';
import { parseCron } from './cron.js';
import { figureDocs, type FigureColumns, type FigureName } from './figures.js';
import type { Channel, MonitorOptions, MonitorRules, RetrainRules } from './options.js';

const text: Due = { test: (v) => typeof v === 'string' && v !== '', due: 'a text' };
const flag: Due = { test: (v) => typeof v === 'boolean', due: 'true or false' };
const count: Due = { test: (v) => Number.isSafeInteger(v) && (v as number) >= 1, due: 'a whole number of 1 or more' };
const texts: Due = { test: (v) => Array.isArray(v) && v.length > 0 && v.every((one) => text.test(one)), due: 'a list of texts' };
const variable: Due = {
  test: (v) => typeof v === 'string' && /^[A-Za-z_][A-Za-z0-9_]*$/.test(v),
  due: 'the name of an environment variable',
};
const address: Due = { test: (v) => typeof v === 'string' && /^https?:\/\//.test(v) && URL.canParse(v), due: 'an address: https://…' };
const variables: Due = {
  test: (v) => Array.isArray(v) && v.every((one) => variable.test(one)),
  due: 'a list of names of environment variables',
};

const MONITOR: Readonly<Record<keyof MonitorOptions, Due>> = {
  labelsWithin: text,
  alerts: { test: (v) => typeof v === 'function', due: "a function of the figures: (m) => ({ 'AUC fell': m.auc.lt(0.75) })" },
  notify: { test: Array.isArray, due: "a list of channels such as { kind: 'console' }" },
  retrain: { test: (v) => typeof v === 'object' && v !== null, due: '{ newRows: 1000 }' },
};
const RETRAIN: Readonly<Record<keyof RetrainRules, Due>> = {
  drift: flag,
  decay: flag,
  newRows: count,
  cron: text,
  atMostEvery: text,
  promotionsPerDay: count,
  timeLimit: text,
  memoryMb: { test: (v) => Number.isSafeInteger(v) && (v as number) >= 64, due: 'a whole number of MiB, 64 or more' },
  env: variables,
};
const CHANNELS: Readonly<Record<Channel['kind'], Readonly<Record<string, Due>>>> = {
  console: { kind: text },
  webhook: { kind: text, url: address, urlEnv: variable, secretEnv: variable, hosts: texts, allowHttp: flag, allowPrivate: flag },
  email: { kind: text, smtpEnv: variable, from: text, to: texts },
};

/** The monitor's options as plain data. Throws `MW_MODEL_OPTION`, `MW_MODEL_OPTION_UNKNOWN`, `MW_MODEL_CRON` or what reading a duration throws. */
export function monitorRules(options: MonitorOptions): MonitorRules {
  const { labelsWithin, alerts, notify = [], retrain } = options;
  checkFields('monitor.', options as never, MONITOR, []);
  if (labelsWithin !== undefined) durationMs(labelsWithin);
  notify.forEach((channel, i) => checkChannel(`monitor.notify[${i}]`, channel));
  if (retrain) checkRetrain(retrain);
  return Object.freeze({
    ...(labelsWithin === undefined ? {} : { labelsWithin }),
    alerts: alerts ? testsOf('monitor.alerts', alerts(figureColumns())) : {},
    notify,
    ...(retrain ? { retrain } : {}),
  });
}

const figureColumns = (): FigureColumns =>
  columnsOf(Object.fromEntries(Object.keys(figureDocs).map((name) => [name, 'number'])) as Record<FigureName, 'number'>);

function checkRetrain(rules: RetrainRules): void {
  checkFields('monitor.retrain.', rules as never, RETRAIN, []);
  for (const duration of [rules.atMostEvery, rules.timeLimit]) if (duration !== undefined) durationMs(duration);
  if (rules.cron !== undefined) parseCron(rules.cron);
}

function checkChannel(path: string, channel: Channel): void {
  const fields = Object.hasOwn(CHANNELS, channel?.kind) ? CHANNELS[channel.kind] : undefined;
  if (!fields) throw odd(`${path}.kind`, channel?.kind, Object.keys(CHANNELS).join(', '));
  checkFields(`${path}.`, channel as never, fields, channel.kind === 'email' ? ['smtpEnv', 'from', 'to'] : []);
  if (channel.kind === 'webhook') checkWebhook(path, channel);
}

function checkWebhook(path: string, { url, urlEnv, hosts, allowHttp }: Extract<Channel, { kind: 'webhook' }>): void {
  if ((url === undefined) === (urlEnv === undefined)) throw odd(`${path}.url`, url, 'either url or urlEnv');
  if (urlEnv !== undefined && !hosts) throw odd(`${path}.hosts`, hosts, 'the hosts that the address may name, beside urlEnv');
  if (url === undefined) return;
  const { protocol, username, password, hostname } = new URL(url);
  if (protocol === 'http:' && !allowHttp) throw odd(`${path}.url`, url, 'https, or allowHttp: true beside it');
  if (username || password)
    throw odd(`${path}.url`, 'an address with a password', 'an address without one: a secret belongs into urlEnv or secretEnv');
  if (hosts && !hosts.includes(hostname)) throw odd(`${path}.hosts`, hosts.join(', '), `a list with ${hostname}`);
}
