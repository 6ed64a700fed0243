/** The part of a generated client that is the same for every project: errors, waiting, retries, calls. TypeScript without imports. */
export const clientRuntime = `/** Where the server is, and how to talk to it. */
export interface ClientOptions {
  /** Such as \`https://predict.example.com\`; a path before \`/v1\` is kept. */
  readonly url: string;
  /** Sent as \`Authorization: Bearer\`; a function is asked before every call. */
  readonly token?: string | (() => string | Promise<string>) | undefined;
  /** How long one call may take with all its retries, in milliseconds. Default 10000. */
  readonly timeoutMs?: number | undefined;
  /** How often a call is sent again when the server is overloaded (503). Default 2. */
  readonly retries?: number | undefined;
  /** Another \`fetch\`. */
  readonly fetch?: typeof fetch | undefined;
}

/** Of a single call. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number | undefined;
}

export interface PredictOptions extends CallOptions {
  /** Another version than the champion: its number, or an alias. */
  readonly at?: number | string | undefined;
  /** How many reasons to give per row; true is 3. */
  readonly explain?: boolean | number | undefined;
  /** Whether to say how unusual each row is beside the rows of training. */
  readonly anomaly?: boolean | undefined;
}

/** Everything that a call can fail with, but the reason of your own abort. */
export class ClientError extends Error {
  override readonly name: string = 'ClientError';
  /** The server's code, or CLIENT_TIMEOUT, CLIENT_NETWORK, CLIENT_ANSWER (no JSON where JSON is due), CLIENT_NOT_FINITE (a row holds NaN). */
  readonly code: ErrorCode;
  /** The answer's status; 0 when there was none. */
  readonly status: number;
  /** What to do. */
  readonly fix: string;
  /** The row that it is about, from 0. */
  readonly index: number | undefined;
  readonly column: string | undefined;
  /** The request's name in the server's log. */
  readonly requestId: string | undefined;

  constructor(code: ErrorCode, message: string, facts: Partial<Pick<ClientError, 'status' | 'fix' | 'index' | 'column' | 'requestId' | 'cause'>> = {}) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.code = code;
    this.status = facts.status ?? 0;
    this.fix = facts.fix ?? '';
    this.index = facts.index;
    this.column = facts.column;
    this.requestId = facts.requestId;
  }
}

/** What became true of a prediction: by the prediction's id, or by the row's own id. */
export type Outcome = ({ readonly id: string } | { readonly key: string; readonly model?: ModelName | undefined }) & {
  readonly value: string | number | boolean;
  /** When it became true. Default: now. */
  readonly at?: string | Date | undefined;
};

export interface Client {
  /** Predicts rows, all or none. */
  predict<M extends ModelName>(model: M, rows: readonly Models[M]['row'][], options?: PredictOptions): Promise<Answer<M>>;
  /** Predicts one row. */
  predictOne<M extends ModelName>(model: M, row: Models[M]['row'], options?: PredictOptions): Promise<Models[M]['prediction']>;
  /** Reports what became true; the same report again changes nothing. */
  outcomes(outcomes: readonly Outcome[], options?: CallOptions): Promise<{ readonly joined: number; readonly unknown: readonly string[] }>;
  /** What is registered, and what answers. */
  models(options?: CallOptions): Promise<readonly ModelInfo[]>;
}

/** An answer to one call of predict. */
export interface Answer<M extends ModelName> {
  readonly model: M;
  readonly version: number;
  /** Whether the predictions are kept durably. */
  readonly logged: boolean;
  /** One per row, in their order. */
  readonly predictions: readonly Models[M]['prediction'][];
}

export interface ModelInfo {
  readonly model: string;
  readonly aliases: Readonly<Record<string, number>>;
  readonly versions: readonly { readonly version: number; readonly digest: string; readonly createdAt: string; readonly learner: string }[];
  /** The version that the plain name means now. */
  readonly serving: number | null;
}

/** A client of a server. It holds no connection and needs no end. */
export function createClient(options: ClientOptions): Client {
  const base = options.url.replace(/\\/+$/, '');
  const send = (method: string, path: string, body: unknown, call: CallOptions | undefined): Promise<unknown> =>
    withTimeout(call?.timeoutMs ?? options.timeoutMs ?? 10_000, call?.signal, (signal) => sendWithRetries(options, base + path, method, body, signal));
  const predict = async <M extends ModelName>(model: M, rows: readonly Models[M]['row'][], call?: PredictOptions): Promise<Answer<M>> => {
    const ref = call?.at === undefined ? model : model + '@' + call.at;
    const body = { rows, explain: call?.explain, anomaly: call?.anomaly };
    return (await send('POST', '/v1/models/' + encodeURIComponent(ref) + '/predict', body, call)) as Answer<M>;
  };
  return {
    predict,
    predictOne: async (model, row, call) => {
      const [prediction] = (await predict(model, [row], call)).predictions;
      if (prediction === undefined) throw new ClientError('CLIENT_ANSWER', 'the server answered one row with none', { fix: ANSWER_FIX });
      return prediction;
    },
    outcomes: async (outcomes, call) =>
      (await send('POST', '/v1/outcomes', { outcomes }, call)) as { readonly joined: number; readonly unknown: readonly string[] },
    models: async (call) => ((await send('GET', '/v1/models', undefined, call)) as { readonly models: readonly ModelInfo[] }).models,
  };
}

/** Runs work that ends in time or is aborted; the caller's abort is thrown as the caller gave it. */
async function withTimeout<T>(timeoutMs: number, outer: AbortSignal | undefined, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const inner = new AbortController();
  const fix = 'Ask for fewer rows at a time, or give the client a longer timeoutMs.';
  const timer = setTimeout(() => inner.abort(new ClientError('CLIENT_TIMEOUT', 'no answer within ' + timeoutMs + ' ms', { fix })), timeoutMs);
  const stop = (): void => inner.abort(outer?.reason);
  if (outer?.aborted) stop();
  outer?.addEventListener('abort', stop, { once: true });
  try {
    return await work(inner.signal);
  } catch (error) {
    if (inner.signal.aborted) throw inner.signal.reason;
    throw error;
  } finally {
    clearTimeout(timer);
    outer?.removeEventListener('abort', stop);
  }
}

async function sendWithRetries(options: ClientOptions, url: string, method: string, body: unknown, signal: AbortSignal): Promise<unknown> {
  const text = body === undefined ? undefined : JSON.stringify(body, finite);
  const most = options.retries ?? 2;
  for (let sent = 0; ; sent++) {
    const response = await sendOnce(options, url, method, text, signal);
    if (response.status !== 503 || sent >= most) return read(response);
    await response.arrayBuffer();
    await sleep(waitMs(response, sent), signal);
  }
}

async function sendOnce(options: ClientOptions, url: string, method: string, text: string | undefined, signal: AbortSignal): Promise<Response> {
  signal.throwIfAborted();
  const token = typeof options.token === 'function' ? await options.token() : options.token;
  const headers: Record<string, string> = { accept: 'application/json, application/problem+json' };
  if (text !== undefined) headers['content-type'] = 'application/json';
  if (token !== undefined) headers['authorization'] = 'Bearer ' + token;
  const call = options.fetch ?? fetch;
  try {
    return await call(url, { method, headers, signal, redirect: 'error', ...(text === undefined ? {} : { body: text }) });
  } catch (cause) {
    if (signal.aborted) throw cause;
    const fix = 'See whether ' + url.replace(/\\/v1\\/.*/, '') + ' is the right address and the server runs: GET /livez. Pages reach it under their own origin only.';
    throw new ClientError('CLIENT_NETWORK', 'the server cannot be reached: ' + reasonOf(cause), { fix, cause });
  }
}

/** Node says what happened in the cause of its error, browsers nowhere. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.message + ' (' + error.cause.message + ')' : error.message;
}

const ANSWER_FIX = 'See whether the address is that of a millwright server and nothing between changes its answers.';

async function read(response: Response): Promise<unknown> {
  const text = await response.text();
  const requestId = response.headers.get('x-request-id') ?? undefined;
  const facts = { status: response.status, requestId };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new ClientError('CLIENT_ANSWER', 'status ' + response.status + ' without JSON', { ...facts, fix: ANSWER_FIX });
  }
  if (response.ok) return json;
  const problem = (typeof json === 'object' && json !== null ? json : {}) as Readonly<Record<string, unknown>>;
  const textOf = (name: string): string | undefined => (typeof problem[name] === 'string' ? problem[name] : undefined);
  throw new ClientError((textOf('code') ?? 'CLIENT_ANSWER') as ErrorCode, textOf('detail') ?? 'status ' + response.status, {
    ...facts,
    fix: textOf('fix') ?? ANSWER_FIX,
    index: typeof problem['index'] === 'number' ? problem['index'] : undefined,
    column: textOf('column'),
  });
}

/** JSON would send NaN and infinities as null, and a model would take them as missing. */
function finite(key: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new ClientError('CLIENT_NOT_FINITE', JSON.stringify(key) + ' is ' + value, { fix: 'Send null where nothing is known.', column: key });
  return value;
}

/** As long as the server asks for, else 200 ms, 400 ms … */
function waitMs(response: Response, sent: number): number {
  const seconds = Number(response.headers.get('retry-after') ?? '');
  return seconds > 0 ? seconds * 1000 : 200 * 2 ** sent;
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(done, ms);
    function done(): void {
      signal.removeEventListener('abort', stop);
      resolve();
    }
    function stop(): void {
      clearTimeout(timer);
      reject(signal.reason);
    }
    signal.addEventListener('abort', stop, { once: true });
  });
}
`;
