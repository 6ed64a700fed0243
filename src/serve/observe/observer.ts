/** What handlers tell of their work. None of it fails, and none of it costs more than a microsecond. */
export interface Observer {
  /** Rows were answered: by which version, and how they got to it (`champion`, `canary`, `shadow` …). */
  predicted(model: string, version: number, via: string, rows: number): void;
  /** A list was answered: by which version, and how the request got to it. */
  recommended(model: string, version: number, via: string): void;
  /** Outcomes came in: `joined` to a prediction, or of an `unknown` one. */
  outcomes(joined: number, unknown: number): void;
  /** Events came in: how many were new, known, waiting or refused. */
  events(counts: { readonly taken: number; readonly known: number; readonly waiting: number; readonly refused: number }): void;
  /** A model answers with a version from now on; `from` is the one before, `undefined` for the first. */
  swapped(model: string, from: number | undefined, to: number): void;
  /** Runs work in a span of its own when traces are wanted, and just runs it otherwise. Names in use: `predict`, `recommend`, `log append`. */
  traced<T>(name: string, attributes: Readonly<Record<string, string | number>>, work: () => T): T;
}
