// A server under measurement: a process that prints {"url"} when it listens.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Starts a server and waits for its first line. */
export async function started(command, words, env) {
  const startedMs = performance.now();
  const child = spawn(command, words, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
  let out = '';
  const { url } = await new Promise((done, fail) => {
    child.stdout.on('data', (part) => {
      out += part;
      if (out.includes('\n')) done(JSON.parse(out.split('\n')[0]));
    });
    child.on('exit', (code) => fail(new Error(`${command} ended with ${code}`)));
  });
  process.on('exit', () => child.kill('SIGKILL'));
  const stop = () => new Promise((done) => void (child.on('exit', done), child.kill('SIGTERM')));
  return { url, pid: child.pid, stop, startedMs };
}

/** Asks until there is an answer; gives its text. */
export async function firstAnswer(url, body, token) {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const ask = () => fetch(url, { method: 'POST', headers, body }).catch(() => undefined);
  for (;;) {
    const answer = await ask();
    if (answer?.ok) return answer.text();
    if (answer !== undefined && answer.status !== 503) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  }
}

/** Microseconds that all threads of a process have used; Linux counts in hundredths of a second. */
export function cpuUs(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return 10_000 * (Number(fields[11]) + Number(fields[12]));
}

export const rssMb = (pid) => Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024);
