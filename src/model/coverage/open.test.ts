import { beforeAll, describe, expect, it } from 'vitest';
import { blockRun, people } from '../../../test/support/model-run.js';
import { t } from '../../data/index.js';
import { rows } from '../../features/index.js';
import { linear } from '../../learn/index.js';
import { readArtifact, type Artifact } from '../artifact/index.js';
import type { ModelContent } from '../content.js';
import { model, train, type Model } from '../index.js';
import { openArtifact } from '../use/open-model.js';
import { coverageArrays, openCoverage, ownArrays } from './open.js';

const block = blockRun();
const spend = model(
  'spend',
  rows(people(300) as never, { tenure: t.int(), plan: t.category().nullable(), spend: t.number() })
    .target('spend', { folds: 2 })
    .features((c) => ({ tenure: c.tenure })),
  { learner: linear(), coverage: { level: 0.9, by: (c) => c.plan } },
);

let artifact: Artifact<ModelContent>;
beforeAll(async () => {
  await train(spend as Model, block.run);
  const { workspace } = block.run;
  artifact = (await readArtifact(workspace.blobs, (await workspace.registry.resolve('spend')).files)) as never;
});

const opened = (changes: object, arrays: object = artifact.arrays) =>
  openArtifact(
    { ...artifact, content: { ...artifact.content, ...changes }, arrays: arrays as never },
    { model: 'spend', version: 1, digest: '' },
  );
const withCoverage = (changes: object) => opened({ coverage: { ...artifact.content.coverage, ...changes } });

describe('a version with a coverage', () => {
  it('keeps a threshold for each segment, one further predictor, and the column that tells segments apart', async () => {
    const { coverage, inputs, features } = artifact.content;
    expect(coverage).toMatchObject({ level: 0.9, method: 'scaled', by: { names: expect.arrayContaining(['monthly', 'trial', 'yearly']) } });
    expect(coverage!.thresholds.segments).toHaveLength(3);
    expect([features.map(({ name }) => name), inputs]).toEqual([['tenure'], ['tenure', 'plan']]);
    expect(Object.keys(artifact.arrays).some((name) => name.startsWith('coverage.scale.'))).toBe(true);
    expect((await withCoverage({})).coverageOf).toBeTypeOf('function');
  });

  it('opens without one as before', async () => {
    const { coverage: _, ...content } = artifact.content;
    expect(openCoverage(content, artifact.arrays, [])).toBeUndefined();
    expect(await opened({ coverage: undefined }, ownArrays(artifact.arrays))).not.toHaveProperty('coverageOf');
  });

  it.each<readonly [string, object]>([
    ['a method that nobody knows', { method: 'toString' }],
    ['a method of another task', { method: 'lac' }],
    ['no thresholds', { thresholds: undefined }],
    ['a threshold that is no number', { thresholds: { all: null, segments: [1, 1, 1] } }],
    ['a segment whose threshold is a text', { thresholds: { all: 1, segments: [1, '1', 1] } }],
    ['fewer thresholds than segments', { thresholds: { all: 1, segments: [1] } }],
    ['thresholds of segments and no rule', { by: null }],
    ['a rule without an expression', { by: { names: ['a', 'b', 'c'], feature: {} } }],
    ['a rule without names', { by: { feature: { node: { kind: 'column', name: 'plan', type: 'text' } } } }],
    ['no floor', { floor: null }],
    ['a floor of 0', { floor: 0 }],
    ['no level', { level: undefined }],
    ['no predictors', { predictors: undefined }],
  ])('does not open with %s', async (_, damage) => {
    await expect(withCoverage(damage)).rejects.toMatchObject({ code: 'MW_MODEL_ARTIFACT' });
  });

  it('does not open with an expression that is none, or without its predictor', async () => {
    const node = { kind: 'call', op: 'constructor', args: [] };
    await expect(withCoverage({ by: { ...artifact.content.coverage!.by, feature: { node } } })).rejects.toMatchObject({
      code: expect.stringMatching(/^MW_EXPR_/),
    });
    const damaged = { code: expect.stringMatching(/^MW_(LEARN|MODEL)_/) };
    await expect(withCoverage({ predictors: {} })).rejects.toMatchObject(damaged);
    await expect(opened({}, ownArrays(artifact.arrays))).rejects.toMatchObject(damaged);
  });
});

it('arrays of further predictors stand beside those of the model, and come apart again', () => {
  const [own, low, high] = [{ weights: Float64Array.of(1) }, { a: Float64Array.of(2) }, { a: Float64Array.of(3) }];
  const all = { ...own, ...coverageArrays({ low, high }) };
  expect(Object.keys(all)).toEqual(['weights', 'coverage.low.a', 'coverage.high.a']);
  expect(ownArrays(all)).toEqual(own);
});
