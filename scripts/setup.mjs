// Plain JavaScript that Node 20 runs: these scripts bring the Node that the repository itself is built and tested with.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const inRoot = (...path) => join(root, ...path);
const readJson = (path) => (existsSync(inRoot(path)) ? JSON.parse(readFileSync(inRoot(path), 'utf8')) : undefined);
const manifest = readJson('package.json');

/** Tells on standard error what is being done; standard output belongs to the command that was asked for. */
export const say = (words) => process.stderr.write(`${words}\n`);

/** Why `npm ci` is due, in words; `undefined` when every package of the lockfile is installed. */
export function missingPackages(lock, installed) {
  if (!installed) return 'no package is installed yet';
  const stale = Object.entries(lock.packages).filter(
    ([path, entry]) => path !== '' && !entry.optional && installed.packages[path]?.version !== entry.version,
  );
  return stale.length === 0
    ? undefined
    : `${stale.length} of its packages are missing or old, such as ${stale[0][0].replace(/^.*node_modules\//, '')}`;
}

/** Installs the packages of the lockfile with `npm ci`, only when something is missing. Returns whether all is there. */
export function ensureInstalled() {
  const missing = missingPackages(readJson('package-lock.json'), readJson('node_modules/.package-lock.json'));
  if (missing === undefined) return true;
  say(`Installing the packages of package-lock.json (npm ci): ${missing}.`);
  const npm = process.env.npm_execpath;
  const words = ['ci', '--loglevel=error'];
  const [command, args] = npm && /\.[cm]?js$/.test(npm) ? [process.execPath, [npm, ...words]] : ['npm', words];
  // npm's words go to standard error, so that `npm start -- --json` answers with JSON alone.
  const done = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' && command === 'npm' });
  if (done.status !== 0) say('npm ci failed; its words are above. It needs the network, and 400 MB of disk.');
  return done.status === 0;
}

/** The Node that runs everything here: the repository's own, else this one when it is new enough. */
export function nodePath() {
  const own = inRoot('node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(own)) return own;
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
  say(
    `Node ${manifest.devDependencies.node} is not in node_modules (were install scripts switched off?), and this is Node ${process.versions.node}. Run: npm rebuild node`,
  );
  process.exit(1);
}

/** The environment of every step: the repository's Node and tools come first on the path. */
export const stepEnv = () => ({
  ...process.env,
  PATH: [dirname(nodePath()), inRoot('node_modules', '.bin'), process.env.PATH].join(delimiter),
});

const wait = () => {};

/** Runs a script with the repository's Node and gives its exit code. Ctrl-C goes to the script, which ends by itself. */
export function runNode(args, stdio = 'inherit') {
  const child = spawn(nodePath(), args, { cwd: root, stdio, env: stepEnv() });
  const stop = () => child.kill('SIGTERM');
  process.on('SIGINT', wait).on('SIGTERM', stop);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      process.off('SIGINT', wait).off('SIGTERM', stop);
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}

/** The newest change, in milliseconds, of a file or of anything below a folder. */
function newestMs(path) {
  const at = statSync(path).mtimeMs;
  return statSync(path).isDirectory() ? Math.max(at, ...readdirSync(path).map((name) => newestMs(join(path, name)))) : at;
}

/** Builds `dist/` when a source is newer than it. Returns whether `dist/` is up to date now. */
export async function ensureBuilt() {
  const sources = ['src', 'tsconfig.json', 'tsconfig.build.json', 'package.json', 'scripts/bundle.mjs'];
  const dist = inRoot('dist');
  if (existsSync(dist) && statSync(dist).mtimeMs > Math.max(...sources.map((s) => newestMs(inRoot(s))))) return true;
  return build();
}

/** Builds `dist/` from scratch beside the old one and swaps them: a build that fails leaves the old one as it was. Its time is the build's start. */
export async function build() {
  say('Building dist/ (tsc for the types, rolldown for the code).');
  const startedMs = Date.now();
  const fresh = inRoot(`.dist-${process.pid}`);
  const steps = [
    [inRoot('node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.build.json', '--outDir', fresh],
    [inRoot('scripts', 'bundle.mjs'), fresh],
  ];
  let code = 0;
  for (const step of steps) code ||= await runNode(step, ['ignore', 2, 2]);
  if (code === 0) {
    utimesSync(fresh, startedMs / 1000, startedMs / 1000);
    if (existsSync(inRoot('dist'))) renameSync(inRoot('dist'), `${fresh}-old`);
    renameSync(fresh, inRoot('dist'));
  }
  for (const folder of [fresh, `${fresh}-old`]) rmSync(folder, { recursive: true, force: true });
  return code === 0;
}
