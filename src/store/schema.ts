import type { Generated, Transaction } from 'kysely';

/**
 * The tables, as both engines hold them. Times are whole milliseconds since 1970 UTC, JSON is canonical text,
 * sequence numbers start at 1 and order rows where clocks cannot.
 */
export interface Tables {
  mw_meta: MetaTable;
  mw_requests: RequestTable;
  mw_models: ModelTable;
  mw_versions: VersionTable;
  mw_aliases: AliasTable;
  mw_alias_history: AliasHistoryTable;
  mw_runs: RunTable;
  mw_audit: AuditTable;
  mw_blob_refs: BlobRefTable;
  mw_predictions: PredictionTable;
  mw_outcomes: OutcomeTable;
  mw_tokens: TokenTable;
  mw_routing: RoutingTable;
  mw_alerts: AlertTable;
  mw_state: StateTable;
  mw_studies: StudyTable;
  mw_trials: TrialTable;
  mw_events: EventTable;
  mw_slates: SlateTable;
  mw_items: ItemTable;
}

/** Facts about the database itself; the row `schema` counts the migrations applied. */
export interface MetaTable {
  key: string;
  value: string;
}

/** Answers of changes by their idempotency key: a change sent twice takes effect once. */
export interface RequestTable {
  key: string;
  result: string;
  at: number;
}

/** A name; `last_version` only grows, so that a deleted version's number is never given again. */
export interface ModelTable {
  name: string;
  last_version: number;
  created_at: number;
}

/** One registered artifact. `run` is unique: a run registers at most once. */
export interface VersionTable {
  model: string;
  version: number;
  digest: string;
  run: string;
  task: string;
  learner: string;
  record: string;
  created_at: number;
}

/** Where an alias points now. */
export interface AliasTable {
  model: string;
  alias: string;
  version: number;
  changed_at: number;
}

/** Every move of every alias, in order. `kind` is `move`, `rollback` or `remove`. */
export interface AliasHistoryTable {
  seq: number;
  model: string;
  alias: string;
  kind: string;
  from_version: number | null;
  to_version: number | null;
  note: string;
  actor: string;
  at: number;
}

/** One training run: who does it, with what, and how it ended. */
export interface RunTable {
  seq: number;
  id: string;
  model: string;
  kind: string;
  status: string;
  settings: string;
  owner: string;
  started_at: number;
  finished_at: number | null;
  version: number | null;
  error: string | null;
}

/** Who changed what: append-only, each row's hash covers the one before. */
export interface AuditTable {
  seq: number;
  at: number;
  actor: string;
  action: string;
  subject: string;
  detail: string;
  previous: string;
  hash: string;
}

/** Which blobs an owner (for example `churn@3`) needs; a blob without a row is an orphan. */
export interface BlobRefTable {
  owner: string;
  name: string;
  sha256: string;
  size: number;
}

/** One answer of a served version. `id` is a UUIDv7; `row`, `value`, `scores` and `reasons` are JSON text. */
export interface PredictionTable {
  id: string;
  model: string;
  version: number;
  at: number;
  /** How the request got to this version: `champion`, `version`, `canary`, `shadow`, `ab`, or the alias that was asked for. */
  route: string;
  /** The value of the model's first id column: whom it is about, for erasure and for outcomes by key. */
  subject: string | null;
  /** The typed values of the inputs and the ids, by column. */
  row: string;
  value: string;
  /** binary: of the positive class. */
  probability: number | null;
  /** multiclass: the probability of each label, in the order of the labels. */
  scores: string | null;
  decision: string | null;
  reasons: string | null;
  latency_us: number;
  /** Of a shadow's answer: the prediction that was returned for the same row. Null for every other, and for shadows of before this was kept. */
  shadow_of: string | null;
}

/** What became true of a prediction: every report of it; the one with the latest `at` (then `received_at`) counts. `value` is JSON text. */
export interface OutcomeTable {
  prediction: string;
  at: number;
  value: string;
  received_at: number;
}

/** A token by its sha256: the token itself is shown once and never stored. `scopes` is a JSON list. */
export interface TokenTable {
  id: string;
  name: string;
  hash: string;
  scopes: string;
  created_at: number;
  expires_at: number | null;
  revoked_at: number | null;
}

/** How requests for a model are divided; `rules` is JSON text. */
export interface RoutingTable {
  model: string;
  rules: string;
  changed_at: number;
}

/** One alarm from its beginning to its end (`closed_at`; null while it lasts). `detail` is JSON text. */
export interface AlertTable {
  id: string;
  model: string;
  version: number;
  rule: string;
  opened_at: number;
  last_at: number;
  closed_at: number | null;
  detail: string;
}

/** Small facts that outlive a process, by name; `value` is JSON text. */
export interface StateTable {
  key: string;
  value: string;
  at: number;
}

/** One study. `id` is a digest of all that decides its trials; `settings` is JSON text. */
export interface StudyTable {
  id: string;
  model: string;
  settings: string;
  created_at: number;
}

/** One trial; `point` and `end` are JSON text. It runs while it has an owner and no end. */
export interface TrialTable {
  study: string;
  number: number;
  owner: string | null;
  point: string;
  end: string | null;
}

/** One thing that a user did. `seq` grows in the order of the commits; `id` comes from whoever reports it; `slate` names the list that it came from, `source` which of several catalogues it is of. */
export interface EventTable {
  seq: Generated<number>;
  id: string;
  user_id: string;
  item_id: string;
  type: string | null;
  at: number;
  value: number | null;
  quantity: number | null;
  price: number | null;
  slate: string | null;
  received_at: number;
  source: string | null;
}

/** One recommended list, as it was answered. `items` is JSON text: by place, item, score and the chance with which it stood there. */
export interface SlateTable {
  id: string;
  model: string;
  version: number;
  at: number;
  route: string;
  experiment: string | null;
  arm: string | null;
  user_id: string | null;
  k: number;
  items: string;
  latency_us: number;
  filter: string | null;
}

/** What was reported of one item of a model's catalogue; `cells` is JSON text, column by column as it was sent. `seq` grows with every change, by model. */
export interface ItemTable {
  model: string;
  item_id: string;
  seq: number;
  state: string;
  cells: string;
  changed_at: number;
}

/** A transaction under way: the first argument of every table function. */
export type Tx = Transaction<Tables>;
