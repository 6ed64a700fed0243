import type { Taken } from '../../model/index.js';
import type { EventSelection } from '../../store/index.js';

/** What a user did up to now. */
export interface UserState {
  /** The newest events, the oldest first: at most so many as the behaviour holds of a user. */
  readonly taken: readonly Taken[];
  /** Every item of every event ever. */
  readonly all: ReadonlySet<string>;
  /** Every item of every event of a type ever (`purchase`); null: of the events without a type. */
  ofType(type: string | null): ReadonlySet<string>;
  /** Whether this is all that the store knows; false while it is away, for a user whom this process does not hold: then only what was reported meanwhile. */
  readonly complete: boolean;
  /** Until when all that the user did was erased, milliseconds since 1970; trained versions may hold it still, and are not to use it. */
  readonly forgottenAt: number | undefined;
}

/** An event as it is reported. Ids may be numbers: they compare as text. */
export interface ReportedEvent {
  readonly id: string | number;
  readonly user: string | number;
  readonly item: string | number;
  /** `view`, `purchase` … */
  readonly type?: string | undefined;
  /** When it happened: a text of ISO 8601, or milliseconds since 1970. Default: now. */
  readonly at?: string | number | undefined;
  /** A rating, or how much the event weighs: not below 0. */
  readonly value?: number | undefined;
  readonly quantity?: number | undefined;
  /** Of one piece. */
  readonly price?: number | undefined;
  /** The id of the recommended list that it came from. */
  readonly slate?: string | undefined;
  /** Which of several catalogues it is of, where recommenders of one project learn from events of their own: `songs`. */
  readonly source?: string | undefined;
}

/** An event that cannot be taken, and why; the others are. */
export interface RefusedEvent {
  /** Its place in the list. */
  readonly index: number;
  readonly code: string;
  readonly reason: string;
}

/** What became of reported events. */
export interface TakenEvents {
  /** New, and stored durably. */
  readonly taken: number;
  /** Their ids were there before: they changed nothing. */
  readonly known: number;
  /** Kept durably on this machine while the database is away; whether they are new is found out when it is back. */
  readonly waiting: number;
  readonly refused: readonly RefusedEvent[];
}

/** How often items were taken lately. */
export interface Trend {
  /** How far back, in hours. Default 24; at most what the behaviour holds. */
  readonly hours?: number;
  /** Events of these types alone. Default: of all. */
  readonly types?: readonly (string | null)[];
}

/** What is known of what users do. */
export interface KnownBehaviour {
  /** What a user did up to now. Microseconds for a user of late, else a look into the store. */
  stateOf(user: string): Promise<UserState>;
  /** Events per item of late. The counts are at most a second old. */
  trend(trend?: Trend): Promise<ReadonlyMap<string, number>>;
}

/** What users do, as it happens: taken durably, and known at once. */
export interface Behaviour extends KnownBehaviour, AsyncDisposable {
  /** Takes events; resolves when all that are not refused are stored durably. Raises `MW_MONITOR_EVENTS_AWAY` when they can be stored nowhere. */
  take(events: readonly ReportedEvent[]): Promise<TakenEvents>;
  /** What is known by a selection of events alone. Each selection that is asked for holds histories and counts of its own. */
  of(selection: EventSelection): KnownBehaviour;
  close(): Promise<void>;
}
