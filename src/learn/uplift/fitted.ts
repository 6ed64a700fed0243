import type { Predictor, TrialInput } from '../learner.js';
import type { UpliftMethod } from './uplift.js';

/** What a part of an uplift model predicts. */
export type Role = 'treated' | 'control' | 'effectOnTreated' | 'effectOnOthers' | 'outcome' | 'effect' | 'assignment';

/** A fitted base learner. */
export interface Part {
  readonly task: TrialInput['outcome'];
  readonly learner: string;
  readonly predictor: Predictor;
}

/** An uplift model as its fitted parts. */
export interface FittedUplift {
  readonly method: UpliftMethod;
  /** What the outcome is. */
  readonly outcome: TrialInput['outcome'];
  readonly parts: Readonly<Partial<Record<Role, Part>>>;
  /** The chance of every row to have been treated; absent where a part `assignment` estimates it. */
  readonly share?: number;
  readonly columns: number;
}

/** The parts of each method, in the order in which they are stored; `assignment` stands behind them where the chance is estimated. */
export const ROLES: Readonly<Record<UpliftMethod, readonly Role[]>> = {
  t: ['treated', 'control'],
  x: ['treated', 'control', 'effectOnTreated', 'effectOnOthers'],
  r: ['outcome', 'effect'],
};

/** Estimated chances are kept from 0 and 1: a row that could not have been in the other arm says nothing about an effect, and would weigh without bound. */
const LEAST = 0.01;
export const boundedChance = (p: number): number => Math.min(1 - LEAST, Math.max(LEAST, p));
