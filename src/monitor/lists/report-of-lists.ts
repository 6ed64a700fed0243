import type { Interval } from '../../evaluate/index.js';
import type { Alert } from '../alerts/alert.js';
import type { DriftFinding } from '../drift/finding.js';
import type { Trust } from '../report/monitor-report.js';

/** How many lists were no usual ones. Shares of the lists shown; null without any. */
export interface MadeLists {
  /** For users of whom nothing was known: they get what most users take. */
  readonly strangers: Interval | null;
  /** No item passed the filter, and the most popular others stood in. */
  readonly filterLeftNothing: Interval | null;
  /** Either of the two. */
  readonly fallback: Interval | null;
  /** Fewer items than were asked for, and none at all. */
  readonly short: Interval | null;
  readonly empty: Interval | null;
  /** Lists for no named user. */
  readonly nobody: number;
}

/** What came of the lists, by the events that name them. */
export interface ListsBrought {
  /** Share of the lists of which an item was taken in any way, and of those that led to a purchase. */
  readonly clicked: Interval;
  readonly bought: Interval;
  /** Price times quantity of the purchases less what came back, per list, and in all. */
  readonly revenue: Interval;
  readonly total: number;
  /** Purchases without a price, which bring nothing. */
  readonly unpriced: number;
}

/** How much of what users did next stood among the first ten of their lists. */
export interface ListsFound {
  /** How long after a list what a user did counts. */
  readonly within: string;
  readonly k: number;
  /** Lists old enough, those of them whose users did something new, and their users. */
  readonly due: number;
  readonly lists: number;
  readonly users: number;
  /** No list is old enough: these are users who came back quickly. */
  readonly early: boolean;
  /** Per metric the lists, the most popular items for the same users, and how much better the lists are, paired; intervals over users. */
  readonly metrics: Readonly<Record<string, { readonly lists: Interval; readonly popular: Interval; readonly gain: Interval }>>;
}

/** One UTC day. */
export interface ListsDay {
  /** `2026-08-01` */
  readonly day: string;
  readonly lists: number;
  readonly fallback: Interval;
  readonly clicked: Interval;
  readonly bought: Interval;
  readonly revenue: Interval;
}

/** What was learned from, how long ago, and what has come since. */
export interface ListsAge {
  readonly trainedAt: string;
  readonly days: number;
  /** The newest event of its training. */
  readonly learnedTo: string;
  /** Events that the server took and that happened later. */
  readonly newEvents: number;
}

/** How a served recommender does, in one window. Plain JSON with finite numbers. */
export interface ListsReport {
  readonly model: string;
  readonly version: number;
  readonly task: 'recommend';
  readonly trust: Trust;
  /** ISO 8601. */
  readonly window: { readonly from: string; readonly to: string };
  /** Lists that the version answered, those of a shadow among them, and for how many users. */
  readonly lists: number;
  readonly shadows: number;
  readonly users: number;
  /** Of prices, as the definition says of what items bring; null where it does not. */
  readonly currency: string | null;
  /** Every version that answered in the window. */
  readonly versions: readonly { readonly version: number; readonly lists: number }[];
  readonly made: MadeLists;
  /** Absent without a list that was shown. */
  readonly brought?: ListsBrought;
  /** Absent where no list can be judged yet. */
  readonly found?: ListsFound;
  /** The version's metric as its training promised it, of what users then did unasked. */
  readonly metric: string;
  readonly promised: Interval | null;
  /** How the places are shared out among the items of the catalogue; null without lists. `coldItems`: share of the places with items that nobody had taken. */
  readonly exposure: { readonly items: number; readonly coverage: number; readonly gini: number; readonly coldItems: number } | null;
  /** Events of the window, and the share of them with items that the version does not know. */
  readonly events: { readonly all: number; readonly unknownItems: Interval | null };
  readonly age: ListsAge;
  readonly health: {
    /** Lists per day of the window, from its first list on. */
    readonly perDay: number;
    readonly latency: { readonly p50Ms: number; readonly p99Ms: number } | null;
    /** Hours since the newest list. */
    readonly freshnessHours: number | null;
    /** Rows that the log lost, of all models. */
    readonly dropped: number;
  };
  /** What users do and what they are shown, against training. */
  readonly drift: readonly DriftFinding[];
  /** Alerts that last, newest first. */
  readonly alerts: readonly Alert[];
  readonly days: readonly ListsDay[];
  /** What is not known, and why. */
  readonly notes: readonly string[];
}
