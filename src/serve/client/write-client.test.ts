import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { blockRun, people } from '../../../test/support/model-run.js';
import { t } from '../../data/index.js';
import { rows } from '../../features/index.js';
import { linear } from '../../learn/index.js';
import { model, openModel, promoteVersion, train, type Model } from '../../model/index.js';
import { liveVersion } from '../live/live-version.js';
import { openApiOf } from '../openapi/document.js';
import { seenRanges } from '../openapi/seen-ranges.js';
import { routes } from '../routes/index.js';
import { registeredModels, servedModels } from './client-models.js';
import { CLIENT_MARK, clientSource } from './client-source.js';
import { clientModels } from './fixtures/models.js';
import { stubServer } from './fixtures/stub-server.js';
import { writeClient } from './write-client.js';

const block = blockRun();
const data = rows(people(200) as never, { id: t.id(), tenure: t.int(), bill: t.number(), left: t.bool({ true: 'Yes', false: 'No' }) });
const version = (inputs: 'one' | 'two'): Model =>
  model(
    'churn',
    data.target('left').features((c) => (inputs === 'one' ? { tenure: c.tenure } : { tenure: c.tenure, bill: c.bill })),
    { learner: linear() },
  ) as Model;
const { signal } = new AbortController();

describe('what a client is made of', () => {
  it('is nothing in an empty registry', async () => {
    await expect(registeredModels(block.run)).rejects.toMatchObject({ code: 'MW_SERVE_CLIENT_NONE' });
  });

  describe('with models', () => {
    beforeAll(async () => {
      for (const inputs of ['one', 'two'] as const) await train(version(inputs), block.run);
    });

    it('is the newest version, or the champion', async () => {
      const [newest] = await registeredModels(block.run);
      expect(newest).toMatchObject({ model: 'churn', version: 2, row: { required: ['tenure', 'bill'] } });
      await promoteVersion('churn@1', 'champion', { force: true }, block.run);
      expect(await registeredModels(block.run)).toMatchObject([{ version: 1, row: { required: ['tenure'] } }]);
    });

    it('is the same whether the registry or a server is asked', async () => {
      const document = openApiOf(routes, [
        { ...liveVersion(await openModel('churn', block.run)), ranges: await seenRanges('churn', 1, block.run) },
      ]);
      await using server = await stubServer(() => ({ status: 200, body: document }));
      const served = await servedModels(`${server.url}/base`, { token: 'secret', signal });
      expect(clientSource(served)).toBe(clientSource(await registeredModels(block.run)));
      expect(served[0]).toMatchObject({ row: { properties: { tenure: { description: 'Seen in training: 0 to 59.' } } } });
      expect(server.seen).toMatchObject([{ url: '/base/openapi.json', token: 'Bearer secret' }]);
    });
  });

  it('is refused where no server answers with models, without the password of the address', async () => {
    await using server = await stubServer(({ url }) => ({ status: url === '/x/openapi.json' ? 401 : 200, body: {} }));
    const asked = (url: string) => servedModels(url, { signal });
    await expect(asked(`${server.url}/x`)).rejects.toMatchObject({
      code: 'MW_SERVE_CLIENT_URL',
      message: expect.stringContaining('status 401'),
    });
    await expect(asked(server.url)).rejects.toMatchObject({ code: 'MW_SERVE_CLIENT_URL' });
    const gone = 'http://me:hunter2@127.0.0.1:1';
    const refused = await asked(gone).catch((error: Error) => error);
    expect(refused).toMatchObject({ code: 'MW_SERVE_CLIENT_URL' });
    expect((refused as Error).message).not.toContain('hunter2');
    await expect(asked('no address')).rejects.toMatchObject({ code: 'MW_SERVE_CLIENT_URL' });
  });
});

describe('a client is written', () => {
  it('whole, over an earlier one, and over no other file', async () => {
    const out = join(block.root, 'client.ts');
    expect(await writeClient(clientModels.slice(0, 1), out)).toEqual({ out, models: [{ model: 'churn', version: 3 }] });
    expect(readFileSync(out, 'utf8').startsWith(CLIENT_MARK)).toBe(true);
    await writeClient(clientModels, out);
    expect(readFileSync(out, 'utf8')).toBe(clientSource(clientModels));
    const other = join(block.root, 'mine.ts');
    writeFileSync(other, 'mine');
    await expect(writeClient(clientModels, other)).rejects.toMatchObject({ code: 'MW_SERVE_CLIENT_TAKEN' });
    expect(readFileSync(other, 'utf8')).toBe('mine');
    await expect(writeClient(clientModels, join(block.root, 'client.json'))).rejects.toMatchObject({ code: 'MW_SERVE_CLIENT_NAME' });
    await expect(writeClient(clientModels, join(block.root, 'no/such/client.ts'))).rejects.toMatchObject({ code: 'MW_MODEL_OUT' });
    expect(existsSync(join(block.root, 'no'))).toBe(false);
  });
});
