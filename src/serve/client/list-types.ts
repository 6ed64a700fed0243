/** The types of a generated client that are about lists and what users do. TypeScript without imports. */
export const listTypes = `/** Something that somebody did: with which item, when, and what (view, purchase …). */
export type Taken = string | number | { readonly item: string | number; readonly at?: string | number | undefined; readonly type?: string | undefined };

/** Whom to recommend to, by their id or by what they did, the oldest first; or the item that others shall be like. One of the three. */
export type RecommendFor =
  | { readonly user: string | number; readonly history?: undefined; readonly item?: undefined }
  | { readonly history: readonly Taken[]; readonly user?: undefined; readonly item?: undefined }
  | { readonly item: string | number; readonly user?: undefined; readonly history?: undefined };

/** What a list is asked for. */
export type RecommendWish<M extends RecommenderName, C extends ColumnOf<M> = never> = RecommendFor & {
  /** How many items, 1 to 1000. Default 10. */
  readonly k?: number | undefined;
  /** Only items whose columns pass all of it: a value, one of several, or an order. */
  readonly filter?: Recommenders[M]['filter'] | undefined;
  /** How many reasons to give per item; true is 3. */
  readonly explain?: boolean | number | undefined;
  /** Columns to tell of each item. */
  readonly columns?: readonly C[] | undefined;
};

export type ColumnOf<M extends RecommenderName> = keyof Recommenders[M]['item'] & string;

export interface RecommendOptions extends CallOptions {
  /** Another version than the champion: its number, or an alias. */
  readonly at?: number | string | undefined;
}

export interface ListOptions extends RecommendOptions {
  /** How many items, 1 to 1000. Default 10. */
  readonly k?: number | undefined;
}

/** Something that a user did, to report. */
export interface BehaviourEvent {
  /** Names the event: the same id again is the same event. */
  readonly id: string | number;
  readonly user: string | number;
  readonly item: string | number;
  /** What was done: view, cart, purchase … */
  readonly type?: string | undefined;
  /** When it happened. Default: now. */
  readonly at?: string | number | Date | undefined;
  readonly value?: number | undefined;
  readonly quantity?: number | undefined;
  /** Of one piece. */
  readonly price?: number | undefined;
  /** The id of the list that it came from. */
  readonly slate?: string | undefined;
  /** Which of several catalogues it is of, where recommenders learn from events of their own. */
  readonly source?: string | undefined;
}

/** What became of reported events. */
export interface TakenEvents {
  /** New, and stored. */
  readonly taken: number;
  /** Their ids were there before. */
  readonly known: number;
  /** Kept by the server while its database is away. */
  readonly waiting: number;
  readonly refused: readonly { readonly index: number; readonly code: ErrorCode; readonly reason: string }[];
}

/** What somebody reports of an item. */
export interface ItemReport<M extends RecommenderName> {
  readonly item: string | number;
  /** What its columns say from now on; those that are not named keep what is known, null says that nothing is known. */
  readonly columns?: { readonly [C in ColumnOf<M>]?: Recommenders[M]['item'][C] | undefined } | undefined;
  /** True: on no list from now on. False: on offer again. Absent: as before. */
  readonly removed?: boolean | undefined;
}

/** What became of reported items. */
export interface ReportedItems {
  readonly model: string;
  readonly version: number;
  /** Not known before. */
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Reports that break the table of items; the others are taken. */
  readonly refused: readonly { readonly index: number; readonly item: string; readonly column?: string; readonly rule: string; readonly reason: string }[];
}

/** One place of a list. */
export type ListItem<M extends RecommenderName, C extends ColumnOf<M> = never> = {
  readonly item: string;
  /** Higher is better; only the order means something. */
  readonly score: number;
  /** Where they were asked for, the strongest first. */
  readonly reasons?: readonly { readonly item?: string; readonly effect: number; readonly text: string }[];
} & ([C] extends [never] ? unknown : { readonly columns: Pick<Recommenders[M]['item'], C> });

/** A list of items, the best first. */
export interface List<M extends RecommenderName, C extends ColumnOf<M> = never> {
  readonly model: M;
  readonly version: number;
  /** Send it back as the slate of the events that come of it. */
  readonly id: string;
  /** Whether the list is kept durably. */
  readonly logged: boolean;
  readonly items: readonly ListItem<M, C>[];
  /** What to know of the list: an unknown user, a filter that left too little. */
  readonly notes: readonly string[];
}
`;
