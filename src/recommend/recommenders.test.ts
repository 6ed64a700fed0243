import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Params } from '../learn/index.js';
import { never, notYet, recommenderCases, registerCases, type RecommenderCaseOptions } from '../testing/index.js';
import { recommenderNamed, recommenders } from './index.js';

interface Declared {
  readonly params?: Params;
  readonly exempt?: Readonly<Record<string, { readonly never?: string; readonly notYet?: string }>>;
}

/** A method's parameters for the cases and its exemptions stand in its folder: `conformance.json`. */
function optionsOf(name: string): RecommenderCaseOptions {
  const file = new URL(`${name}/conformance.json`, import.meta.url);
  if (!existsSync(file)) return {};
  const { params = {}, exempt = {} } = JSON.parse(readFileSync(file, 'utf8')) as Declared;
  const exemptions = Object.entries(exempt).map(([one, why]) => [one, why.never === undefined ? notYet(why.notYet!) : never(why.never)]);
  return { params, exempt: Object.fromEntries(exemptions) };
}

for (const [name, learner] of Object.entries(recommenders)) {
  describe(name, () => {
    it('goes by its own name', () => expect(learner.name).toBe(name));
    registerCases(recommenderCases(learner, optionsOf(name)), it);
  });
}

describe('recommenderNamed', () => {
  it('gives the method', () => expect(recommenderNamed('ease')).toBe(recommenders.ease));

  it('suggests the nearest name', () => {
    const refusal = { code: 'MW_RECOMMEND_LEARNER', message: 'there is no method of recommending "esae". Did you mean "ease"?' };
    expect(() => recommenderNamed('esae')).toThrow(expect.objectContaining(refusal));
  });
});
