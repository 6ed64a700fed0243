/** A report of what became true of a prediction, by the prediction's id or by whom it was about. */
export type Outcome = OutcomeById | OutcomeByKey;

/** What every report says. */
export interface Report {
  /** The label in the data's own spelling, or a regression's number; `true` and `false` mean a binary model's positive and negative label. */
  readonly value: string | number | boolean;
  /** When it became true, milliseconds since 1970 UTC. */
  readonly at: number;
}

/** By the id of the prediction. */
export interface OutcomeById extends Report {
  readonly id: string;
}

/** By the subject: means the latest prediction about it at or before `at`. */
export interface OutcomeByKey extends Report {
  readonly key: string;
  /** Only predictions of this model; absent: of any. */
  readonly model?: string;
}
