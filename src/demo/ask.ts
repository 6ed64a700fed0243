import { mwError, type Clock } from '../core/index.js';

/** Where a shop's models are served, and by which right the shop asks. */
export interface LiveServer {
  readonly url: string;
  readonly token: string;
  readonly signal: AbortSignal;
  readonly clock: Clock;
}

/** Asks the server as a shop's own software would: posts `body`, gets where there is none. Throws `MW_DEMO_REQUEST`. */
export async function ask<A>(
  { url, token, signal }: LiveServer,
  path: string,
  body?: unknown,
  method = body === undefined ? 'GET' : 'POST',
): Promise<A> {
  const answer = await fetch(`${url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal,
  });
  if (!answer.ok) throw mwError('MW_DEMO_REQUEST', { path, status: answer.status, answer: (await answer.text()).slice(0, 200) });
  return (await answer.json()) as A;
}
