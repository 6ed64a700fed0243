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

/** Runs every probe over one training's rows. They look for leaks that types cannot see; cost is two readings of the rows. */
export async function suspicions(facts: ProbeFacts): Promise<readonly Warning[]> {
  const warnings: Warning[] = [];
  for (const probe of Object.values(probes)) warnings.push(...(await probe(facts)));
  return warnings;
}

export type { ProbeFacts, Warning } from './probe.js';
