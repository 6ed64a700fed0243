import { describe, expect, it } from 'vitest';
import { prunerCases, samplerCases } from '../testing/index.js';
import { prunerNamed, pruners, samplerNamed, samplers } from './index.js';

describe.each(Object.entries(samplers))('%s', (_, sampler) => {
  it.each(samplerCases)('$name', ({ run }) => run(sampler));
});

describe.each(Object.entries(pruners))('%s', (_, pruner) => {
  it.each(prunerCases)('$name', ({ run }) => run(pruner));
});

it('an unknown name is answered with the nearest one', () => {
  expect(() => samplerNamed('psychic')).toThrow(/there is no sampler "psychic"/);
  expect(() => prunerNamed('having')).toThrow(/halving/);
});
