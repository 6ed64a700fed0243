/** What one rule says of one evaluation. */
export interface Verdict {
  readonly rule: string;
  /** null: what the rule reads is not known, so it says nothing, and an alert stays as it is. */
  readonly holds: boolean | null;
  /** It does not hold, and is so far from holding that waiting for more would be idle. */
  readonly clear: boolean;
  /** What changed, one sentence with figures. */
  readonly text: string;
  /** What to do, one sentence. */
  readonly todo: string;
}

/** A rule that says nothing this time. */
export const unknown = (rule: string): Verdict => ({ rule, holds: null, clear: false, text: '', todo: '' });
