import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { learners } from '../src/learn/index.js';
import { recommenders } from '../src/recommend/index.js';
import { root } from './support/files.js';
import { customersCsv, userProgram } from './support/user-program.js';

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
const dir = mkdtempSync(join(tmpdir(), 'millwright-package-'));
const project = join(dir, 'project');
// The Node that runs the tests comes first, and npm asks nobody but its cache where it can.
const env = { ...process.env, PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter), npm_config_update_notifier: 'false' };

const run = (command: string, args: readonly string[], cwd: string): SpawnSyncReturns<string> =>
  spawnSync(command, args, { cwd, env, encoding: 'utf8', maxBuffer: 64e6, shell: process.platform === 'win32' });
const program = (...args: readonly string[]): SpawnSyncReturns<string> => run(join(project, 'node_modules/.bin/millwright'), args, project);
const offline = (words: string): boolean => /ENOTFOUND|ECONNREFUSED|EAI_AGAIN|ENETUNREACH|ETIMEDOUT|ENOTCACHED/.test(words);

const sourcesOf = (file: string): readonly string[] =>
  (JSON.parse(readFileSync(join(root, `${file}.map`), 'utf8')) as { sources: string[] }).sources;

let files: readonly string[] = [];
let installed: SpawnSyncReturns<string>;

beforeAll(() => {
  const packed = run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', dir], root);
  const [tarball] = Object.values(JSON.parse(packed.stdout) as Record<string, { filename: string; files: readonly { path: string }[] }>);
  files = tarball.files.map((file) => file.path);
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), '{"name":"project","private":true,"type":"module"}');
  installed = run(
    'npm',
    ['install', '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund', join(dir, tarball.filename)],
    project,
  );
}, 300_000);
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe('the packed package', { timeout: 120_000 }, () => {
  it('holds the program, the built code, its sources and the licence, and no tests or fixtures', () => {
    for (const file of [
      'bin/millwright.js',
      'dist/index.js',
      'dist/index.d.ts',
      'src/index.ts',
      'LICENSE',
      'NOTICE',
      'README.md',
      'CHANGELOG.md',
    ])
      expect(files).toContain(file);
    expect(files.filter((file) => /\.test\.|(^|\/)(fixtures|test|node_modules)\/|\.tsbuildinfo$/.test(file))).toEqual([]);
  });

  it('holds in few files what its sources say, with the licences of what came along', () => {
    const code = files.filter((f) => /^dist\/.*\.js$/.test(f));
    // What fits a learner, or a recommender, is a file of its own, or two, which only a training loads.
    expect(code.length).toBeLessThan(45 + 2 * (Object.keys(learners).length + Object.keys(recommenders).length));
    const mapped = code.filter((f) => files.includes(`${f}.map`)).flatMap((f) => sourcesOf(f).map((source) => join(dirname(f), source)));
    const [inside, own] = [mapped.filter((f) => f.includes('node_modules')), mapped.filter((f) => f.startsWith('src/'))];
    expect(own.length).toBeGreaterThan(500);
    expect(own.filter((f) => !files.includes(f))).toEqual([]);
    const packages = new Set(inside.map((f) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(f)![1]));
    const licences = readFileSync(join(root, 'dist/licenses.txt'), 'utf8');
    expect([...packages]).toEqual(['kysely']);
    for (const name of packages) expect(licences).toMatch(new RegExp(`^${name} \\d+\\.\\d+`, 'm'));
    expect(files).toContain('dist/licenses.txt');
  });

  it('says where in the sources a fault was', () => {
    const fault = run(process.execPath, ['--enable-source-maps', '-e', `import('millwright/core').then((core) => core.mwError())`], root);
    expect(fault.stderr).toMatch(/src[\\/]core[\\/]errors[\\/]\w+\.ts:\d+/);
  });

  it('passes publint', () => {
    const lint = run(process.execPath, [join(root, 'node_modules/publint/src/cli.js'), '--strict', '--pack', 'false', root], root);
    expect(`${lint.stdout}${lint.stderr}`).not.toMatch(/warning|error|suggestion/i);
    expect(lint.status).toBe(0);
  });

  it('installs into an empty project with install scripts ignored, and its program runs', (context) => {
    if (installed.status !== 0 && offline(installed.stderr)) context.skip('the package registry cannot be reached');
    expect(installed.stderr).not.toMatch(/npm error/);
    expect(program('--version').stdout.trim()).toBe(manifest.version);
    expect(program('--help').stdout).toContain('Usage: millwright');
    expect(program('trian').status).toBe(2);
  });

  it('trains and predicts there', (context) => {
    if (installed.status !== 0) context.skip('the package is not installed');
    writeFileSync(join(project, 'customers.csv'), customersCsv(400));
    const made = program('new', 'churn', '--from', 'customers.csv', '--target', 'Churn', '--json');
    expect(made.stdout).toContain('"project"');
    const trained = program('train', '--project', 'churn', '--json');
    expect(JSON.parse(trained.stdout)).toMatchObject({ version: 1, rows: { quarantined: 0 } });
    const predicted = program('predict', 'churn@1', '--in', 'customers.csv', '--out', 'scores.csv', '--project', 'churn', '--json');
    expect(JSON.parse(predicted.stdout)).toMatchObject({ rows: 400 });
  });

  it('gives its types to a strict program there', (context) => {
    if (installed.status !== 0) context.skip('the package is not installed');
    writeFileSync(join(project, 'program.ts'), userProgram);
    const compilerOptions = { strict: true, noEmit: true, module: 'nodenext', target: 'es2024', types: [], skipLibCheck: true };
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['program.ts'] }));
    const checked = run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', '.', '--pretty', 'false'], project);
    expect(checked.stdout).toBe('');
  });
});
