import type { Taken } from '../../model/index.js';

/** What users did that a version may not have been trained on. */
export interface UserEvents {
  /** The oldest first; empty for somebody of whom nothing is known. */
  of(user: string): readonly Taken[] | Promise<readonly Taken[]>;
}

/** A list that somebody was answered with. */
export interface LoggedSlate {
  /** UUIDv7. */
  readonly id: string;
  readonly model: string;
  readonly version: number;
  readonly at: number;
  readonly route: string;
  readonly user: string | null;
  readonly kind: 'user' | 'history' | 'similar' | 'together' | 'trending';
  readonly k: number;
  readonly items: readonly { readonly item: string; readonly score: number; readonly propensity?: number }[];
  readonly latencyUs: number;
  readonly shadowOf?: string | null;
}

/** Where lists go: `true` after the commit that holds them all. */
export interface SlateLog {
  append(slates: readonly LoggedSlate[]): Promise<boolean>;
}
