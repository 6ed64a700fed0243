import { duplicatesProbe } from './duplicates.js';
import { futureProbe } from './future.js';
import { identityProbe } from './identity.js';
import type { Probe, ProbeFacts, Warning } from './probe.js';
import { singleFeatureProbe } from './single-feature.js';

/** Every leak probe; a new one is one file and one line. */
export const probes: Readonly<Record<string, Probe>> = {
  singleFeature: singleFeatureProbe,
  identity: identityProbe,
  duplicates: duplicatesProbe,
  future: futureProbe,
};

/** Runs every probe over one training's rows. They look for leaks that types cannot see; cost is about one pass per column. */
export function suspicions(facts: ProbeFacts): readonly Warning[] {
  return Object.values(probes).flatMap((probe) => probe(facts));
}

export type { ProbeFacts, Warning } from './probe.js';
