import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { done, refused, type Due } from './expectations.js';
import { copyOf, customers, listing, newPlace } from './place.js';
import { startProgram } from './program.js';

const program = startProgram();
const place = newPlace();
afterAll(() => {
  program.end();
  place.remove();
});

const file = place.put('customers.csv', `${customers(200).join('\n')}\n`);
interface Ref {
  readonly name: string;
  readonly sha256: string;
}
let blobs: readonly Ref[];
let digest: string;

const database = (project: string): DatabaseSync => new DatabaseSync(join(project, '.millwright/millwright.db'));
const blobPath = (project: string, sha256: string): string => join(project, '.millwright/blobs', sha256.slice(0, 2), sha256);

beforeAll(async () => {
  const base = place.at('base');
  done(await program.run('new', base, '--from', file, '--target', 'Churn', '--name', 'm', '--json'));
  ({ digest } = done<{ digest: string }>(await program.run('train', 'm', '--learner', 'gbdt', '--project', base, '--json')));
  const db = database(base);
  blobs = db.prepare('SELECT name, sha256 FROM mw_blob_refs ORDER BY name').all() as unknown as Ref[];
  db.close();
  expect(blobs).toHaveLength(5);
});

let made = 0;
const copy = (): string => copyOf(place.at('base'), place.at(`p${++made}`));

const uses = (project: string): readonly (readonly string[])[] =>
  [
    ['predict', 'm', '--in', file, '--out', place.at('out.csv')],
    ['evaluate', 'm', '--on', file],
    ['explain', 'm', '--in', file],
    ['sql', 'm'],
    ['report', 'm'],
    ['diff', 'm@1', 'm@1'],
  ].map((words) => [...words, '--project', project, '--json']);

/** What opens a file of the artifact: only a comparison looks at the holdout's scores, and of these nothing at the sketch, which the monitor needs. */
const readersOf = (name: string, project: string) =>
  name.includes('sketch') ? [] : uses(project).filter(([command]) => !name.includes('holdout') || command === 'diff');

/** Damages each file of the artifact in turn: whatever reads it refuses, and nothing is written. */
async function damaged(change: (path: string) => void, due: Due): Promise<void> {
  for (const { name, sha256 } of blobs) {
    const project = copy();
    change(blobPath(project, sha256));
    const before = listing(place.dir);
    for (const words of readersOf(name, project)) refused(await program.run(...words), due);
    expect(listing(place.dir)).toEqual(before);
  }
}

const flip = (path: string): void => {
  const bytes = readFileSync(path);
  bytes[bytes.length >> 1] ^= 1;
  writeFileSync(path, bytes);
};

describe('a file of an artifact', () => {
  it('with one bit changed', () => damaged(flip, { code: 'MW_STORE_BLOB_DAMAGED', message: /was not used/ }));
  it('cut in half', () => damaged((path) => truncateSync(path, readFileSync(path).length >> 1), { code: 'MW_STORE_BLOB_DAMAGED' }));
  it('of no bytes', () => damaged((path) => truncateSync(path, 0), { code: 'MW_STORE_BLOB_DAMAGED' }));
  it('that is gone', () => damaged((path) => rmSync(path), { code: 'MW_STORE_BLOB_MISSING', message: /is missing/ }));

  it('is made anew by training again', async () => {
    const project = copy();
    for (const { sha256 } of blobs) flip(blobPath(project, sha256));
    expect(done(await program.run('train', 'm', '--learner', 'gbdt', '--project', project, '--json'))).toMatchObject({
      version: 2,
      digest,
    });
    for (const words of uses(project).filter(([command]) => command !== 'diff')) done(await program.run(...words));
    done(await program.run('diff', 'm@2', 'm@2', '--project', project, '--json'));
    rmSync(place.at('out.csv'));
  });
});

/** Puts another model.json in the place of the registered one, with its right hash: what only a look at its content can refuse. */
function forge(project: string, change: (text: string) => string): void {
  const { name, sha256 } = blobs.find((ref) => ref.name.includes('model'))!;
  const text = readFileSync(blobPath(project, sha256), 'utf8');
  expect(change(text)).not.toBe(text);
  const bytes = Buffer.from(change(text));
  const forged = createHash('sha256').update(bytes).digest('hex');
  mkdirSync(dirname(blobPath(project, forged)), { recursive: true });
  writeFileSync(blobPath(project, forged), bytes);
  const db = database(project);
  db.prepare('UPDATE mw_blob_refs SET sha256 = ?, size = ? WHERE name = ?').run(forged, bytes.length, name);
  db.close();
}

describe('an artifact that was made by others', () => {
  it.each<[string, (text: string) => string, Due]>([
    [
      'of a newer format',
      (text) => text.replace(/"format":\d+,"record"/, '"format":999,"record"'),
      { code: 'MW_MODEL_FORMAT_NEWER', message: /has format 999/ },
    ],
    ['that is no JSON', () => '{', { code: 'MW_MODEL_ARTIFACT', message: /model\.json is damaged or hostile/ }],
    [
      'with a key that would change what objects inherit',
      (text) => text.replace('{', '{"__proto__":{},'),
      { code: 'MW_MODEL_ARTIFACT', message: /__proto__/ },
    ],
    [
      'with other content under the old digest',
      (text) => text.replace('"seed":7', '"seed":8'),
      { code: 'MW_MODEL_ARTIFACT', message: /digest/ },
    ],
  ])('%s', async (_, change, due) => {
    const project = copy();
    forge(project, change);
    const before = listing(place.dir);
    for (const words of uses(project)) refused(await program.run(...words), due);
    expect(listing(place.dir)).toEqual(before);
    expect(done(await program.run('train', 'm', '--learner', 'constant', '--project', project, '--json'))).toMatchObject({ version: 2 });
  });
});

describe('the database of a project', () => {
  const path = (project: string): string => join(project, '.millwright/millwright.db');
  it.each<[string, (project: string) => void, Due]>([
    ['that is no database', (project) => writeFileSync(path(project), 'hello '.repeat(2000)), { code: 'MW_STORE_DAMAGED' }],
    ['cut in half', (project) => truncateSync(path(project), readFileSync(path(project)).length >> 1), { code: 'MW_STORE_DAMAGED' }],
    [
      'that a newer version wrote',
      (project) => {
        const db = database(project);
        db.exec("UPDATE mw_meta SET value = '999' WHERE key = 'schema'");
        db.close();
      },
      { code: 'MW_STORE_NEWER', message: /schema 999/ },
    ],
    [
      'that is a folder',
      (project) => {
        rmSync(path(project));
        mkdirSync(path(project));
      },
      { code: 'MW_STORE_IO' },
    ],
  ])('%s', async (_, change, due) => {
    const project = copy();
    change(project);
    const before = existsSync(path(project)) ? listing(project) : [];
    for (const words of [['models'], ['train', 'm', '--learner', 'constant'], ['predict', 'm', '--in', file, '--out', place.at('out.csv')]])
      refused(await program.run(...words, '--project', project, '--json'), due);
    expect(listing(project)).toEqual(before);
    expect(existsSync(place.at('out.csv'))).toBe(false);
  });
});
