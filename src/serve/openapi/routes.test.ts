import { expect, it } from 'vitest';
import { blockRun, people } from '../../../test/support/model-run.js';
import { t } from '../../data/index.js';
import { rows } from '../../features/index.js';
import { model, openModel, openWorkspace, train, type Model, type RunOptions } from '../../model/index.js';
import type { ServeContext } from '../context.js';
import { liveVersion, type LiveVersion } from '../live/live-version.js';
import { docRoutes } from './routes.js';

const block = blockRun();
const spend = model(
  'spend',
  rows(people(120).map(({ tenure, spend: of }) => ({ tenure, spend: of })) as never, { tenure: t.int(), spend: t.number() })
    .target('spend')
    .features((c) => ({ tenure: c.tenure })),
);

/** What handlers of the documentation look at. */
const contextOf = (serving: LiveVersion, version: string, run: RunOptions) =>
  ({ live: { models: () => [{ serving }] }, observe: { version }, run }) as unknown as {
    -readonly [K in keyof ServeContext]: ServeContext[K];
  };

it('each server keeps a document of its own, and none that lacks what the registry could not tell', async () => {
  await train(spend as unknown as Model, { ...block.run, learner: 'linear' });
  const serving = liveVersion(await openModel('spend', block.run));
  const [openapi] = docRoutes(() => []);
  const document = async (context: ServeContext) =>
    (await openapi.handle(context, { params: {}, query: {}, body: undefined, caller: undefined, gone: () => new AbortController().signal }))
      .body as { info: { version: string } };
  const closed = await openWorkspace({ root: block.root, clock: block.run.clock });
  await closed.close();
  const [one, other] = [contextOf(serving, '1.0.0', { ...block.run, workspace: closed }), contextOf(serving, '2.0.0', block.run)];
  const incomplete = await document(one);
  one.run = block.run;
  const whole = await document(one);
  expect([incomplete.info.version, whole.info.version]).toEqual(['1.0.0', '1.0.0']);
  expect(whole).not.toBe(incomplete);
  expect(await document(one)).toBe(whole);
  expect((await document(other)).info.version).toBe('2.0.0');
});
