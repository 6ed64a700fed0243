import type { Evidence, ReferenceSketch } from '../../../model/index.js';
import type { Skill } from './skill.js';
import type { TrustedWindow } from './trusted.js';

/** What the checks look at. */
export interface Comparison {
  readonly champion: Evidence;
  readonly challenger: Evidence;
  /** Served rows with outcomes; absent while there are too few. */
  readonly trusted: TrustedWindow | undefined;
  readonly skills: Skills;
  /** What each version keeps of its training rows; undefined for one of before sketches. */
  readonly sketches: { readonly champion: ReferenceSketch | undefined; readonly challenger: ReferenceSketch | undefined };
}

/** Skills of both versions, each on rows that it had not learned from when it was judged; undefined where there are none, or nothing to know. */
export interface Skills {
  /** The champion on its own holdout: what it was trusted for. */
  readonly reference: Skill | undefined;
  /** The champion on the challenger's holdout: what the new data say of it. */
  readonly champion: Skill | undefined;
  /** The same in consecutive parts of the data. */
  readonly parts: readonly Skill[];
  /** The challenger on its own holdout. */
  readonly challenger: Skill | undefined;
  /** The champion on served rows with outcomes. */
  readonly served: Skill | undefined;
  /** The challenger there. */
  readonly challengerServed: Skill | undefined;
}

/** One check of new training data: the reasons for which a person must look, whole sentences; none when all is well. */
export type Check = (comparison: Comparison) => readonly string[];
