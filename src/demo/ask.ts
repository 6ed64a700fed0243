import { mwError, type Clock } from '../core/index.js';

/** Where a shop's models are served, and by which right the shop asks. */
export interface LiveServer {
  readonly url: string;
  readonly token: string;
  readonly signal: AbortSignal;
  readonly clock: Clock;
}

/** What a server answered. */
export interface Asked<A> {
  readonly status: number;
  /** Absent unless it is a yes. */
  readonly body?: A;
  /** The answer as it came. */
  readonly text: string;
}

/** Asks the server as a shop's own software would: posts `body`, gets where there is none. */
export async function asked<A>(
  { url, token, signal }: LiveServer,
  path: string,
  body?: unknown,
  method = body === undefined ? 'GET' : 'POST',
): Promise<Asked<A>> {
  const answer = await fetch(`${url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal,
  });
  const text = await answer.text();
  return { status: answer.status, text, ...(answer.ok ? { body: JSON.parse(text) as A } : {}) };
}

/** The same, where only a yes will do. Throws `MW_DEMO_REQUEST`. */
export async function ask<A>(server: LiveServer, path: string, body?: unknown, method?: string): Promise<A> {
  const { status, text, body: answer } = await asked<A>(server, path, body, method);
  if (answer === undefined) throw mwError('MW_DEMO_REQUEST', { path, status, answer: text.slice(0, 200) });
  return answer;
}
