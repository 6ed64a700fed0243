/** What a token may do; `open` routes need none. */
export type Scope = 'predict' | 'label' | 'read' | 'admin';

/** A JSON Schema (draft 2020-12, as OpenAPI 3.1 has it). */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** A request after validation. */
export interface RouteRequest {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** Who asks: the token's name; `undefined` on open routes. */
  readonly caller: string | undefined;
  /** Aborts when whoever asked is gone before the answer. */
  readonly gone: () => AbortSignal;
}

/** The media type of answers. */
export const JSON_TYPE = 'application/json; charset=utf-8';

/** A handler's answer: JSON, or text of a type of its own. */
export interface RouteAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly type?: string;
  /** What the log may say of this request beside its route and status: names and counts, nothing that a caller sent. */
  readonly about?: Readonly<Record<string, string | number>>;
}

/**
 * One route as data: the app registers it, the guard reads its scope, OpenAPI its schemas and words. A route without a scope or without a schema
 * of every part that it reads does not exist: the app refuses to start.
 */
export interface Route<Context> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With `:name` for parameters: `/v1/models/:model/predict`. */
  readonly path: string;
  readonly scope: Scope | 'open';
  /** One line for the docs. */
  readonly summary: string;
  readonly schema: {
    readonly params?: JsonSchema;
    readonly query?: JsonSchema;
    readonly body?: JsonSchema;
    /** By status code. */
    readonly response: Readonly<Record<string, JsonSchema>>;
  };
  readonly handle: (context: Context, request: RouteRequest) => Promise<RouteAnswer>;
}
