import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../core/index.js';
import { createProject, type NewProject } from './index.js';
import { linkPackage } from './link-package.js';

const dir = mkdtempSync(join(tmpdir(), 'scaffold-'));
afterAll(() => rmSync(dir, { recursive: true }));

const root = resolve(import.meta.dirname, '../../..');
const data = (name: string, content: string): string => {
  writeFileSync(join(dir, name), content);
  return join(dir, name);
};
const shop = data(
  'shop.csv',
  `customer_id,spent,plan,since,churned\n${Array.from({ length: 60 }, (_, i) => `C-${i},${i * 1.5},${['a', 'b', 'c'][i % 3]},2024-01-${String(1 + (i % 28)).padStart(2, '0')},${i % 4 ? 'No' : 'Yes'}`).join('\n')}\n`,
);
const run = { signal: new AbortController().signal, progress: () => {}, say: () => {} };
const create = (wish: Partial<NewProject>) => createProject({ dir: join(dir, 'churn'), from: shop, target: 'churned', ...wish }, run);

/** The compiler's complaints about projects as they stand, with this repository's sources in place of the built package. */
function complaints(...projects: readonly string[]): string[] {
  const given = JSON.parse(readFileSync(join(projects[0], 'tsconfig.json'), 'utf8')).compilerOptions;
  const sources = {
    paths: { millwright: [join(root, 'src/index.ts')] },
    types: ['node'],
    typeRoots: [join(root, 'node_modules/@types')],
    lib: [...given.lib, 'esnext.iterator'],
  };
  const config = { compilerOptions: { ...given, ...sources }, include: projects.map((p) => join(p, 'models')) };
  writeFileSync(join(dir, 'tsconfig.json'), JSON.stringify(config));
  const { stdout } = spawnSync(join(root, 'node_modules/.bin/tsc'), ['--noEmit', '-p', join(dir, 'tsconfig.json')], { encoding: 'utf8' });
  return stdout.split('\n').filter((line) => line.includes('models/'));
}

describe('createProject', () => {
  it('says what it made, and makes it', async () => {
    const made = await create({});
    expect(made).toMatchObject({
      project: join(dir, 'churn'),
      model: 'churn',
      task: 'binary',
      target: 'churned',
      positive: 'Yes',
      rows: 60,
      file: 'models/churn.ts',
    });
    expect(made.schema.map((c) => [c.name, c.type, c.nullable, c.role])).toEqual([
      ['customer_id', 'id', false, 'id'],
      ['spent', 'number', false, 'feature'],
      ['plan', 'category', false, 'feature'],
      ['since', 'date', false, 'feature'],
      ['churned', 'bool', false, 'target'],
    ]);
    expect(readdirSync(made.project).toSorted()).toEqual([
      '.gitignore',
      'README.md',
      'models',
      'node_modules',
      'package.json',
      'tsconfig.json',
    ]);
    expect(readFileSync(join(made.project, 'models/churn.ts'), 'utf8')).toContain("csv('../shop.csv', {");
    expect(JSON.parse(readFileSync(join(made.project, 'package.json'), 'utf8'))).toMatchObject({
      name: 'churn',
      type: 'module',
      private: true,
    });
    expect(readFileSync(join(made.project, 'README.md'), 'utf8')).toContain('npx millwright train churn');
    expect(realpathSync(join(made.project, 'node_modules/millwright'))).toBe(realpathSync(root));
    expect(realpathSync(join(made.project, 'node_modules/.bin/millwright'))).toBe(realpathSync(join(root, 'bin/millwright.js')));
  });
  it('never overwrites, and reads nothing before it knows that it may write', async () => {
    mkdirSync(join(dir, 'taken'));
    writeFileSync(join(dir, 'taken/notes.txt'), 'mine');
    await expect(create({ dir: join(dir, 'taken'), from: join(dir, 'nowhere.csv') })).rejects.toMatchObject({
      code: 'MW_CLI_FOLDER_TAKEN',
    });
    expect(readdirSync(join(dir, 'taken'))).toEqual(['notes.txt']);
    await expect(create({ dir: shop })).rejects.toMatchObject({ code: 'MW_CLI_FOLDER_TAKEN' });
    mkdirSync(join(dir, 'empty'));
    expect((await create({ dir: join(dir, 'empty') })).model).toBe('empty');
  });
  it('leaves nothing when something fails', async () => {
    const before = readdirSync(dir).toSorted();
    await expect(create({ dir: join(dir, 'a/b/c'), target: 'chruned' })).rejects.toMatchObject({ code: 'MW_DATA_COLUMN_UNKNOWN' });
    await expect(create({ dir: join(dir, `${'x'.repeat(300)}/y`) })).rejects.toMatchObject({
      code: 'MW_CLI_PROJECT_WRITE',
      message: expect.stringContaining('the name is too long'),
    });
    await expect(create({ dir: join(shop, 'project') })).rejects.toMatchObject({
      code: 'MW_CLI_PROJECT_WRITE',
      message: expect.stringContaining('a part of the path is a file'),
    });
    const lone = data('lone.csv', 'id,y\nk1,0\nk2,1\nk3,1\n');
    rmSync(lone);
    expect(readdirSync(dir).toSorted()).toEqual(before);
  });
  it.skipIf(process.getuid?.() === 0)('says so when the folder is read-only (not as root, whom permissions do not hold back)', async () => {
    mkdirSync(join(dir, 'locked'));
    chmodSync(join(dir, 'locked'), 0o500);
    await expect(create({ dir: join(dir, 'locked/p') })).rejects.toMatchObject({ code: 'MW_CLI_PROJECT_WRITE' });
  });
  it('refuses data with nothing to learn from', async () => {
    const ids = data('ids.csv', `id,y\n${Array.from({ length: 30 }, (_, i) => `k${i},${i % 2}`).join('\n')}\n`);
    await expect(create({ dir: join(dir, 'ids'), from: ids, target: 'y' })).rejects.toMatchObject({ code: 'MW_CLI_PROJECT_EMPTY' });
    expect(existsSync(join(dir, 'ids'))).toBe(false);
  });
  it('makes a model name of any folder, and takes only right ones from the caller', async () => {
    expect((await create({ dir: join(dir, '.My Café (2)!') })).model).toBe('My-Cafe-2');
    expect((await create({ dir: join(dir, '数据') })).model).toBe('model');
    await expect(create({ dir: join(dir, 'n'), name: '../evil' })).rejects.toMatchObject({ code: 'MW_CLI_OPTION_VALUE' });
    await expect(create({ dir: join(dir, 'n'), task: 'clustering' })).rejects.toMatchObject({ code: 'MW_CLI_OPTION_VALUE' });
  });
  it('names far data by their absolute path', async () => {
    const { project, file } = await create({ dir: join(dir, 'one/two/three/four') });
    expect(readFileSync(join(project, file), 'utf8')).toContain(`csv('${shop}', {`);
  });
  it('writes a program that type-checks for every kind of column and hostile names', async () => {
    const names = [
      'plain',
      'two words',
      "it's",
      'say "hi"',
      'back\\slash',
      'new\nline',
      '😀',
      'prototype',
      'constructor',
      'toString',
      'class',
      '2001',
      'ß',
      '*/ evil /*',
      '${x}',
      'c',
      't',
      'rows',
      'model',
      '</script>',
    ];
    const header = names.map((n) => `"${n.replaceAll('"', '""')}"`).join(',');
    const cells = (i: number): string =>
      names
        .map(
          (_, k) =>
            [
              i * 1.5,
              `w${i % 4}`,
              `2024-01-${String(1 + (i % 28)).padStart(2, '0')}`,
              i % 2 ? 'yes' : 'no',
              `some longer words in number ${i}`,
            ][k % 5],
        )
        .join(',');
    const from = data(
      'hostile.csv',
      `${header},"the 'target'"\n${Array.from({ length: 60 }, (_, i) => `${cells(i)},${i % 3}`).join('\n')}\n`,
    );
    const made = await create({ dir: join(dir, 'hostile'), from, target: "the 'target'" });
    expect(made.schema.map((c) => c.name)).toEqual([...names, "the 'target'"]);
    expect(new Set(made.schema.map((c) => c.type))).toEqual(new Set(['number', 'category', 'date', 'bool', 'text']));
    expect(made.task).toBe('multiclass');
    const misspelt = join(dir, 'churn/models/churn.ts');
    writeFileSync(misspelt, readFileSync(misspelt, 'utf8').replace('c.spent', 'c.spend'));
    const [complaint, ...more] = complaints(made.project, join(dir, 'churn'));
    expect(complaint).toMatch(/churn\.ts.*'spend' does not exist.*Did you mean 'spent'\?/);
    expect(more).toEqual([]);
  });
});

describe('linkPackage', () => {
  it('finds the running package', () => {
    expect(JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')).name).toBe('millwright');
  });
  it('writes a command file for Windows, which has no executable links', async () => {
    const project = mkdtempSync(join(dir, 'win-'));
    await linkPackage(project, true);
    expect(readFileSync(join(project, 'node_modules/.bin/millwright.cmd'), 'utf8')).toContain('millwright\\bin\\millwright.js');
    expect(readlinkSync(join(project, 'node_modules/millwright'))).toContain(packageRoot());
  });
});
