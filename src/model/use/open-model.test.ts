import { beforeAll, describe, expect, it } from 'vitest';
import { blockRun, people } from '../../../test/support/model-run.js';
import { t } from '../../data/index.js';
import { learn } from '../../expr/index.js';
import { rows } from '../../features/index.js';
import { gbdt } from '../../learn/index.js';
import { readArtifact, writeArtifact, type Artifact } from '../artifact/index.js';
import type { ModelContent } from '../content.js';
import { model, openModel, train, type Model } from '../index.js';
import { openArtifact } from './open-model.js';

const block = blockRun();
const schema = { tenure: t.int(), plan: t.category().nullable(), spend: t.number() };
const spend = model(
  'spend',
  rows(people(200) as never, schema)
    .target('spend')
    .features((c) => ({ tenure: c.tenure, plan: learn.category(c.plan) })),
  { learner: gbdt({ trees: 5, leaves: 4 }) },
);

let artifact: Artifact<ModelContent>;
beforeAll(async () => {
  await train(spend as Model, block.run);
  const { workspace } = block.run;
  artifact = (await readArtifact(workspace.blobs, (await workspace.registry.resolve('spend')).files)) as never;
});

/** Stores a changed artifact as an attacker would who rewrites every hash, and opens what was stored. */
async function reopened(change: (own: Artifact<ModelContent>) => Partial<Artifact<ModelContent>>) {
  const { blobs } = block.run.workspace;
  const stored = await writeArtifact(blobs, { ...artifact, ...change(structuredClone(artifact)) });
  const read = await readArtifact(blobs, stored.files);
  return openArtifact(read as never, { model: 'spend', version: 1, digest: read.digest });
}

describe('an artifact opens', () => {
  it('as it was trained: equal content, equal digest', async () => {
    const { digest } = await reopened(() => ({}));
    expect(digest).toBe((await openModel('spend', block.run)).digest);
  });

  it('not when its numbers were changed and every hash rewritten', async () => {
    const leaves = Object.keys(artifact.arrays).filter((name) => artifact.arrays[name] instanceof Float64Array);
    expect(leaves.length).toBeGreaterThan(0);
    const louder = reopened((own) => ({
      arrays: {
        ...own.arrays,
        ...Object.fromEntries(leaves.map((name) => [name, (own.arrays[name] as Float64Array).map((v) => v * 1.001)])),
      },
    }));
    await expect(louder).rejects.toMatchObject({ code: 'MW_MODEL_GOLDEN' });
    const shifted = reopened((own) => ({ content: { ...own.content, calibration: { scale: 1, shift: [1e-6] } } }));
    await expect(shifted).rejects.toMatchObject({ code: 'MW_MODEL_GOLDEN' });
  });

  it('not when its features were swapped for others of the same shape', async () => {
    const swapped = reopened((own) => {
      const [first, ...rest] = own.content.features;
      const doubled = { kind: 'call', op: 'add', args: [first.node, { kind: 'literal', type: 'number', value: 9 }] } as never;
      return { content: { ...own.content, features: [{ ...first, node: doubled }, ...rest] } };
    });
    await expect(swapped).rejects.toMatchObject({ code: 'MW_MODEL_GOLDEN' });
  });

  it('not when an expression calls what is no op', async () => {
    const hostile = reopened((own) => {
      const [first, ...rest] = own.content.features;
      const node = { kind: 'call', op: 'constructor', args: [first.node] } as never;
      return { content: { ...own.content, features: [{ ...first, node }, ...rest] } };
    });
    await expect(hostile).rejects.toMatchObject({ code: expect.stringMatching(/^MW_EXPR_/) });
  });
});
