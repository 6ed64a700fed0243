import { createHmac } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import { request as requestHttp, type RequestOptions } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { mwError } from '../../../core/index.js';
import type { WebhookChannel } from '../../../model/index.js';
import { isPublicAddress } from './addresses.js';
import type { NoticeMessage } from './message.js';
import { channelName } from './name.js';
import { TIMEOUT_MS, type Outside } from './surroundings.js';

/**
 * Posts a notice as JSON `{id, event, alert}`. With a secret the header `millwright-signature` is `t=SECONDS,v1=HEX`: the HMAC-SHA256 of
 * `SECONDS.BODY`, so that a receiver can refuse what is forged or old.
 *
 * Only https to the hosts of the channel, unless it allows more; the address is checked after the name was resolved, at the moment of
 * connecting, so that no name can lead to a private network. Redirects are not followed, the answer's body is not read, and all of it
 * may take 10 s. Throws `MW_MONITOR_WEBHOOK` for what is not allowed, `MW_MONITOR_NOTICE` for what failed.
 */
export async function postWebhook(channel: WebhookChannel, message: NoticeMessage, outside: Outside): Promise<void> {
  const url = targetOf(channel, outside);
  const body = JSON.stringify(message);
  const status = await post(url, body, headersOf(channel, message.id, body, outside), guardedLookup(channel, outside), outside).catch(
    (cause: unknown) => {
      throw refusalIn(cause) ?? failed(channel, reasonOf(cause), cause);
    },
  );
  if (status < 200 || status > 299)
    throw failed(channel, status < 400 ? `it answers ${status}, and redirects are not followed` : `it answers ${status}`);
}

/** The address, if the channel may be asked there. */
function targetOf(channel: WebhookChannel, { env }: Outside): URL {
  const text = channel.url ?? env[channel.urlEnv!];
  if (!text || !URL.canParse(text)) throw refused(channel, `${channel.urlEnv} holds no address`);
  const url = new URL(text);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && channel.allowHttp))
    throw refused(channel, `${url.protocol}// is not allowed`);
  const hosts = channel.hosts ?? [new URL(channel.url!).host];
  if (![url.host, url.hostname].some((host) => hosts.includes(host))) throw refused(channel, `its host is not among ${hosts.join(', ')}`);
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) && !isAllowed(channel, literal)) throw refused(channel, `${literal} is no public address`);
  return url;
}

const isAllowed = (channel: WebhookChannel, address: string): boolean => channel.allowPrivate === true || isPublicAddress(address);

function headersOf(channel: WebhookChannel, id: string, body: string, { env, clock }: Outside): Readonly<Record<string, string>> {
  const seconds = Math.floor(clock() / 1000);
  const secret = channel.secretEnv === undefined ? undefined : env[channel.secretEnv];
  if (channel.secretEnv !== undefined && !secret) throw refused(channel, `${channel.secretEnv} is not set`);
  return {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    'user-agent': 'millwright',
    'millwright-notice': id.replaceAll(/[^\x21-\x7e]/g, '_'),
    ...(secret === undefined ? {} : { 'millwright-signature': signatureOf(secret, seconds, body) }),
  };
}

/** `t=SECONDS,v1=HEX`: what a receiver computes over the same seconds and the body as it came. */
export const signatureOf = (secret: string, seconds: number, body: string): string =>
  `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;

/** Resolves a name, and refuses it when any of its addresses is not allowed: a name with one private address is not a public one. */
function guardedLookup(channel: WebhookChannel, { resolve }: Outside): LookupFunction {
  const all = resolve ?? ((host: string) => lookup(host, { all: true }));
  return (host, options, done) => {
    all(host).then(
      (found) => {
        const odd = found.find(({ address }) => !isAllowed(channel, address));
        if (odd) return done(refused(channel, `${host} is at ${odd.address}, which is no public address`), '', 0);
        if (found.length === 0) return done(Object.assign(new Error('no address'), { code: 'ENOTFOUND' }), '', 0);
        if (options.all) return done(null, [...found]);
        return done(null, found[0].address, found[0].family);
      },
      (cause: NodeJS.ErrnoException) => done(cause, '', 0),
    );
  };
}

/** Sends the request and gives the status of the answer, whose body is thrown away unread. */
function post(url: URL, body: string, headers: RequestOptions['headers'], guarded: LookupFunction, outside: Outside): Promise<number> {
  const signal = AbortSignal.any([outside.signal, AbortSignal.timeout(outside.timeoutMs ?? TIMEOUT_MS)]);
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', headers, lookup: guarded, signal, agent: false, maxHeaderSize: 16_384 }, (answer) => {
      resolve(answer.statusCode ?? 0);
      answer.destroy();
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Our own refusal, which the socket may have wrapped. */
function refusalIn(cause: unknown): Error | undefined {
  const errors = cause instanceof AggregateError ? cause.errors : [cause];
  return errors.find((error) => (error as { code?: string }).code === 'MW_MONITOR_WEBHOOK') as Error | undefined;
}

const reasonOf = (cause: unknown): string => {
  const { name, code } = cause as NodeJS.ErrnoException;
  return name === 'AbortError' || name === 'TimeoutError' || code === 'ABORT_ERR'
    ? 'it did not answer in time'
    : (code ?? 'the connection failed');
};

const refused = (channel: WebhookChannel, reason: string): Error =>
  mwError('MW_MONITOR_WEBHOOK', { channel: channelName(channel), reason });
const failed = (channel: WebhookChannel, reason: string, cause?: unknown): Error =>
  mwError('MW_MONITOR_NOTICE', { channel: channelName(channel), reason }, { cause });
