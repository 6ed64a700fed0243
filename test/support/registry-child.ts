import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { MillwrightError } from '../../src/core/index.js';
import { openRegistry } from '../../src/model/registry/index.js';
import { folderBlobs, openStore } from '../../src/store/index.js';
import { smallArtifact } from './small-artifact.js';

// Run as a process of its own: registry-child.ts ROOT WORK [SCHEMA]. Says on stdout what was acknowledged, line by line.
const [root, work, schema] = process.argv.slice(2);
const databaseUrl = process.env.MILLWRIGHT_TEST_DATABASE_URL;
const clock = (): number => 1e12;
const say = (words: string): void => void writeSync(1, `${words}\n`);

async function open() {
  const store = await openStore({ root, clock, ...(schema === undefined ? {} : { schema, databaseUrl }) });
  const registry = await openRegistry(store, await folderBlobs(join(root, '.millwright', 'blobs'), clock), clock);
  const train = async (model: string, seed: number): Promise<number> => {
    const run = await registry.startRun({ model, kind: 'train', settings: null });
    const { version } = await registry.register(model, smallArtifact(model, seed), run);
    say(`version ${version}`);
    return version;
  };
  return { store, registry, train };
}

/** Every kind of change once. */
async function story(): Promise<void> {
  const { store, registry, train } = await open();
  say('opened');
  for (const seed of [1, 1]) {
    const { to } = await registry.moveAlias({ model: 'churn', alias: 'champion', to: await train('churn', seed) });
    say(`champion ${to}`);
  }
  say(`champion ${(await registry.rollback('churn')).to}`);
  await registry.deleteVersion('churn', 2);
  say('deleted 2');
  await store.close();
  say('closed');
}

async function many(): Promise<void> {
  const { store, train } = await open();
  for (let seed = 0; seed < 10; seed++) await train('churn', seed % 3);
  await store.close();
}

async function hang(): Promise<void> {
  const { registry } = await open();
  say(`run ${await registry.startRun({ model: 'churn', kind: 'train', settings: null })}`);
  setInterval(() => {}, 1000);
}

const works: Readonly<Record<string, () => Promise<unknown>>> = { story, many, hang, open };
try {
  await works[work]();
} catch (error) {
  say(`error ${error instanceof MillwrightError ? error.code : String(error)}`);
}
