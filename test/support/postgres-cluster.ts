import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The folder of PostgreSQL's programs; `undefined` where there is none. */
export const postgresPrograms = ((): string | undefined => {
  const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql').toSorted((a, b) => Number(b) - Number(a)) : [];
  return versions.map((version) => `/usr/lib/postgresql/${version}/bin`).find((dir) => existsSync(join(dir, 'pg_ctl')));
})();

/** A PostgreSQL of a test's own, which it may stop and start. */
export interface Cluster {
  readonly url: string;
  /** Ends all connections at once, as a crash of the machine's operator would, and starts again. */
  readonly restart: () => void;
  readonly stop: () => void;
  readonly start: () => void;
  readonly remove: () => void;
}

/** Starts a private cluster on a free port of loopback. As root it runs as the user `postgres`, which refuses root itself. */
export async function startCluster(): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), 'millwright-cluster-'));
  const asRoot = process.getuid?.() === 0;
  if (asRoot) {
    execFileSync('chown', ['postgres', folder]);
    chmodSync(folder, 0o755);
  }
  const run = (program: string, ...args: readonly string[]): void => {
    const words = [join(postgresPrograms!, program), ...args];
    const [first, ...rest] = asRoot ? ['runuser', '-u', 'postgres', '--', ...words] : words;
    execFileSync(first, rest, { stdio: 'ignore', cwd: folder });
  };
  const port = await freePort();
  const data = join(folder, 'data');
  run('initdb', '-D', data, '-U', 'millwright', '-A', 'trust', '-E', 'UTF8', '--locale=C');
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder}`;
  const control = (...words: readonly string[]): void =>
    run('pg_ctl', '-D', data, '-w', '-o', options, '-l', join(folder, 'log'), ...words);
  control('start');
  return {
    url: `postgres://millwright@127.0.0.1:${port}/postgres`,
    restart: () => control('restart', '-m', 'immediate'),
    stop: () => control('stop', '-m', 'immediate'),
    start: () => control('start'),
    remove: () => {
      if (existsSync(join(data, 'postmaster.pid'))) control('stop', '-m', 'immediate');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { readonly port: number };
      probe.close(() => done(port));
    });
  });
}
