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

/** How another answer is looked for. */
export interface CounterfactualOptions extends CallOptions {
  /** Another version than the champion: its number, or an alias. */
  readonly at?: number | string | undefined;
  /** A label, the act or "nothing", or a range: "<0.3", ">=0.7", "200..300". Default: the other decision or label. */
  readonly want?: string | { readonly atLeast?: number; readonly below?: number } | undefined;
  /** These columns alone may change. */
  readonly change?: readonly string[] | undefined;
  /** These columns stay as they are. */
  readonly keep?: readonly string[] | undefined;
  /** Ways per row. Default 3. */
  readonly most?: number | undefined;
  /** Columns that one way may change. Default 4. */
  readonly mostChanges?: number | undefined;
  /** Rows that the model is asked about for one row. Default 20000. */
  readonly evaluations?: number | undefined;
}

/** How a rule that holds an answer is looked for. */
export interface AnchorOptions extends CallOptions {
  /** Another version than the champion: its number, or an alias. */
  readonly at?: number | string | undefined;
  /** Of the rows under the rule, the share that shall get the same answer. Default 0.95. */
  readonly precision?: number | undefined;
  /** Of a number, due there: how near to it counts as the same. */
  readonly within?: number | undefined;
  /** Conditions of one rule. Default 6. */
  readonly mostConditions?: number | undefined;
  /** Rows that the model is asked about for one row. Default 40000. */
  readonly evaluations?: number | undefined;
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
  /** What would have to be different in each of at most ten rows for another answer, the cheapest first. */
  counterfactuals<M extends ModelName>(model: M, rows: readonly Models[M]['row'][], options?: CounterfactualOptions): Promise<Counterfactuals<M>>;
  /** For each of at most ten rows the short rule under which the answer stays the same whatever the other columns are. */
  anchors<M extends ModelName>(model: M, rows: readonly Models[M]['row'][], options?: AnchorOptions): Promise<Anchors<M>>;
  /** A list of items for a user or a history, or of items like one. */
  recommend<M extends RecommenderName, C extends ColumnOf<M> = never>(model: M, wish: RecommendWish<M, C>, options?: RecommendOptions): Promise<List<M, C>>;
  /** The items most alike one. */
  similar<M extends RecommenderName>(model: M, item: string | number, options?: ListOptions): Promise<List<M>>;
  /** What is taken together with an item. */
  together<M extends RecommenderName>(model: M, item: string | number, options?: ListOptions): Promise<List<M>>;
  /** What is taken now more than before. */
  trending<M extends RecommenderName>(model: M, options?: ListOptions): Promise<List<M>>;
  /** Reports what users do; the next list knows it, and the same event again changes nothing. */
  events(events: readonly BehaviourEvent[], options?: CallOptions): Promise<TakenEvents>;
  /** Reports new, changed and removed items; lists know them at once, and the same report again changes nothing. */
  items<M extends RecommenderName>(model: M, items: readonly ItemReport<M>[], options?: CallOptions): Promise<ReportedItems>;
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

/** What a version says of a row. */
export interface RowAnswer {
  readonly prediction: number | string;
  /** Two classes: of the positive one; several: of the predicted one. */
  readonly probability?: number;
  /** Where money is declared: what to do, or nothing. */
  readonly decision?: string;
  /** What is wrong with the row's amounts of money, where that leaves nothing to decide by. */
  readonly undecided?: string;
}

/** Which version answered, and what it predicts. */
export interface AnswerHead<M extends ModelName> {
  readonly model: M;
  readonly version: number;
  readonly task: string;
  readonly target: string | null;
  /** Two classes: whose probability it is. */
  readonly positive?: string;
}

/** One way to another answer, and what the version answers then. */
export interface Counterfactual extends RowAnswer {
  readonly changes: readonly {
    readonly column: string;
    readonly from: string | number | boolean | null;
    readonly to: string | number | boolean | null;
  }[];
  readonly cost: number;
  readonly text: string;
}

export interface Counterfactuals<M extends ModelName> extends AnswerHead<M> {
  /** The columns that could have changed. */
  readonly changeable: readonly string[];
  /** One per row, in their order. */
  readonly rows: readonly (RowAnswer & {
    /** What was looked for, in words. */
    readonly want: string;
    /** The row is answered so as it is. */
    readonly already: boolean;
    /** Cheapest first; none where no change that was tried leads there. */
    readonly counterfactuals: readonly Counterfactual[];
    /** Where none leads there, the change that comes nearest. */
    readonly nearest?: Counterfactual;
  })[];
}

/** Of a column: numbers from \`from\` on and below \`below\`, null being no end; or one of some levels; \`missing\`: or missing. */
export type Condition =
  | { readonly feature: string; readonly kind: 'number'; readonly from: number | null; readonly below: number | null; readonly missing: boolean }
  | { readonly feature: string; readonly kind: 'levels'; readonly levels: readonly (string | boolean)[]; readonly missing: boolean };

/** A share with the ends of its 95% interval. */
export interface Share {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface Anchors<M extends ModelName> extends AnswerHead<M> {
  /** The share of rows that was asked for. */
  readonly precision: number;
  /** Which rows the rules are about, and how many of them were looked at. */
  readonly among: { readonly kind: 'made' | 'file'; readonly rows: number };
  readonly columns: readonly string[];
  /** One per row, in their order. */
  readonly rows: readonly (RowAnswer & {
    /** What stays the same, in words. */
    readonly held: string;
    /** All of them hold for the row. */
    readonly conditions: readonly Condition[];
    readonly precision: Share;
    readonly coverage: Share;
    /** Whether the precision that was asked for is sure. */
    readonly reached: boolean;
    readonly text: string;
  })[];
}

export interface ModelInfo {
  readonly model: string;
  readonly aliases: Readonly<Record<string, number>>;
  readonly versions: readonly { readonly version: number; readonly digest: string; readonly createdAt: string; readonly learner: string }[];
  /** The version that the plain name means now. */
  readonly serving: number | null;
}

/** A search takes a while, and may have to wait for others. */
const SEARCH_MS = 30_000;

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
  const search = async (what: string, model: string, rows: readonly unknown[], call: (CallOptions & { at?: number | string | undefined }) | undefined): Promise<unknown> => {
    const { at, signal, timeoutMs, ...asked } = call ?? {};
    const ref = at === undefined ? model : model + '@' + at;
    const path = '/v1/models/' + encodeURIComponent(ref) + '/' + what;
    return send('POST', path, { rows, ...asked }, { signal, timeoutMs: timeoutMs ?? options.timeoutMs ?? SEARCH_MS });
  };
  const refOf = (model: string, call: RecommendOptions | undefined): string => encodeURIComponent(call?.at === undefined ? model : model + '@' + call.at);
  const list = (model: string, path: string, call: ListOptions | undefined): Promise<unknown> =>
    send('GET', '/v1/models/' + refOf(model, call) + '/' + path + (call?.k === undefined ? '' : '?k=' + call.k), undefined, call);
  return {
    predict,
    recommend: async <M extends RecommenderName, C extends ColumnOf<M> = never>(model: M, wish: RecommendWish<M, C>, call?: RecommendOptions) =>
      (await send('POST', '/v1/models/' + refOf(model, call) + '/recommend', wish, call)) as List<M, C>,
    similar: async <M extends RecommenderName>(model: M, item: string | number, call?: ListOptions) =>
      (await list(model, 'similar/' + encodeURIComponent(item), call)) as List<M>,
    together: async <M extends RecommenderName>(model: M, item: string | number, call?: ListOptions) =>
      (await list(model, 'together/' + encodeURIComponent(item), call)) as List<M>,
    trending: async <M extends RecommenderName>(model: M, call?: ListOptions) => (await list(model, 'trending', call)) as List<M>,
    events: async (events, call) => (await send('POST', '/v1/events', { events }, call)) as TakenEvents,
    items: async (model, items, call) => (await send('POST', '/v1/models/' + encodeURIComponent(model) + '/items', { items }, call)) as ReportedItems,
    predictOne: async (model, row, call) => {
      const [prediction] = (await predict(model, [row], call)).predictions;
      if (prediction === undefined) throw new ClientError('CLIENT_ANSWER', 'the server answered one row with none', { fix: ANSWER_FIX });
      return prediction;
    },
    counterfactuals: async <M extends ModelName>(model: M, rows: readonly Models[M]['row'][], call?: CounterfactualOptions) =>
      (await search('counterfactuals', model, rows, call)) as Counterfactuals<M>,
    anchors: async <M extends ModelName>(model: M, rows: readonly Models[M]['row'][], call?: AnchorOptions) =>
      (await search('anchors', model, rows, call)) as Anchors<M>,
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
