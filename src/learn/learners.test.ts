import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { learnerCases, never, notYet, registerCases, type LearnerCaseOptions } from '../testing/index.js';
import { learnerNamed, learners, type Params } from './index.js';

interface Declared {
  readonly params?: Params;
  readonly exempt?: Readonly<Record<string, { readonly never?: string; readonly notYet?: string }>>;
}

/** A learner's parameters for the cases and its exemptions stand in its folder: `conformance.json`. */
function optionsOf(name: string): LearnerCaseOptions {
  const file = new URL(`${name}/conformance.json`, import.meta.url);
  if (!existsSync(file)) return {};
  const { params = {}, exempt = {} } = JSON.parse(readFileSync(file, 'utf8')) as Declared;
  const exemptions = Object.entries(exempt).map(([one, why]) => [one, why.never === undefined ? notYet(why.notYet!) : never(why.never)]);
  return { params, exempt: Object.fromEntries(exemptions) };
}

for (const [name, learner] of Object.entries(learners)) {
  describe(name, () => {
    it('goes by its own name', () => expect(learner.name).toBe(name));
    registerCases(learnerCases(learner, optionsOf(name)), it);
  });
}

describe('learnerNamed', () => {
  it('gives the learner', () => expect(learnerNamed('linear')).toBe(learners.linear));

  it('suggests the nearest name', () => {
    const refusal = { code: 'MW_LEARN_UNKNOWN', message: 'there is no learner "liner". Did you mean "linear"?' };
    expect(() => learnerNamed('liner')).toThrow(expect.objectContaining(refusal));
    expect(() => learnerNamed('constructor')).toThrow(expect.objectContaining({ code: 'MW_LEARN_UNKNOWN' }));
  });
});
