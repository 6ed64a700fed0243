// Load on a server: by wrk (https://github.com/wg/wrk, one thread) where it is installed, else by load.mjs.
import { execFile, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const here = (name) => join(import.meta.dirname, name);

/** The client's name and version. */
export const client = wrkVersion() ?? `node ${process.versions.node}`;

function wrkVersion() {
  const words = spawnSync('wrk', ['--version'], { encoding: 'utf8' }).stdout;
  return words ? words.split(' ').slice(0, 2).join(' ') : undefined;
}

/** Posts the bodies of a file (one a line) in turn, over so many connections that each wait for their answer: {requests, perSecond, p50Ms, p99Ms, bad}. */
export async function post({ url, bodies, connections, seconds, token }) {
  if (!client.startsWith('wrk')) {
    const { requests, perSecond, p50Ms, p99Ms, bad, refused } = await load({ url, bodies, connections, seconds, token });
    return { requests, perSecond, p50Ms, p99Ms, bad: bad + refused.count };
  }
  const words = [
    '-t1',
    `-c${connections}`,
    `-d${seconds}s`,
    '--latency',
    '--timeout',
    '10s',
    '-s',
    here('wrk.lua'),
    url,
    '--',
    bodies,
    token,
  ];
  const { stdout } = await run('wrk', words);
  return JSON.parse(stdout.trimEnd().split('\n').at(-1));
}

/**
 * The same by load.mjs, which tells refusals apart and can send at a rate; `before` are words before the command, as of taskset; `connected` is
 * called when all connections are open and the first request is about to be sent.
 */
export async function load({ url, bodies, connections, seconds, token, perSecond, before = [], connected = () => {} }) {
  const words = [here('load.mjs'), url, bodies, `${connections}`, `${seconds}`, token, ...(perSecond ? [`${perSecond}`] : [])];
  const [program, ...rest] = [...before, process.execPath, ...words];
  const running = run(program, rest);
  running.child.stdout.once('data', connected);
  const { stdout } = await running;
  return JSON.parse(stdout.trimEnd().split('\n').at(-1));
}
