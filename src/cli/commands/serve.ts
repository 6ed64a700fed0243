import type { CrewMember, LogMode, ServeOptions } from '../../serve/index.js';
import type { Call, Command } from '../command.js';
import { durationOption, numberOption, textOption, wordOption } from '../parse.js';
import { openCall } from '../project.js';
import { untilStopped } from '../stopped.js';

/** How long a shutdown waits for requests under way, and for the log. */
const DRAIN_MS = 10_000;
/** Time between two looks at every champion. */
const WATCH_MS = 15 * 60_000;
/** Heap of each of several processes: a served model needs a tenth of it. */
const MEMORY_MB = 512;
const MODES: readonly LogMode[] = ['durable', 'async', 'off'];

export const serveCommand: Command = {
  name: 'serve',
  summary: 'Answers over REST with the champion of every model, and follows the registry.',
  args: [],
  options: [
    { name: 'host', value: 'ADDRESS', doc: 'Where to listen (default 127.0.0.1: this machine alone).' },
    { name: 'port', value: 'N', doc: 'Default 8080; 0 is any free port.' },
    { name: 'processes', value: 'N', doc: 'Processes that share the port and one log (default 1).' },
    {
      name: 'memory',
      value: 'MB',
      doc: 'Heap that each process may have; one that needs more is started anew (default 512; without this option one process alone ends).',
    },
    { name: 'log', value: 'MODE', doc: 'durable (default: an answer says "logged" after its commit), async, or off.' },
    {
      name: 'keep',
      value: 'TIME',
      doc: 'Logged predictions that are older go, with their outcomes, a few at a time: 90d (default: all are kept).',
    },
    { name: 'allow-host', value: 'NAMES', doc: 'Names that requests may be addressed to, beside the address itself, with commas between.' },
    { name: 'tls-cert', value: 'FILE', doc: 'Certificate in PEM, for addresses that other machines reach.' },
    { name: 'tls-key', value: 'FILE', doc: 'Its key in PEM.' },
    { name: 'log-level', value: 'LEVEL', doc: 'Of the lines on standard error: debug, info (default), warn, error or silent.' },
    { name: 'behind-proxy', doc: 'A proxy on the way here ends TLS and says who calls (X-Forwarded-For).' },
    {
      name: 'watch',
      value: 'TIME',
      doc: 'Time between two looks at every champion: alerts, notices, retraining (default 15m; off: none).',
    },
  ],
  example: 'millwright serve --port 8080',
  run: async (call) => {
    const processes = numberOption('serve', call.options, 'processes', { low: 1, high: 64, whole: true }) ?? 1;
    const { joinCrew, superviseProcesses } = await import('../../serve/index.js');
    const crew = joinCrew();
    if (!crew) await watchBeside(call);
    const memoryMb = numberOption('serve', call.options, 'memory', { low: 64, high: 65_536, whole: true });
    if (crew || (processes === 1 && memoryMb === undefined)) await serveHere(call, crew);
    else {
      const { signal, say } = call;
      const ready = (url: string): void => announce(call, url);
      await superviseProcesses({ processes, memoryMb: memoryMb ?? MEMORY_MB, signal, say, drainMs: DRAIN_MS, ready });
    }
    return { json: null, text: '', announced: true };
  },
};

/** Has every champion looked at from time to time, in processes of their own, until the call is told to stop. */
async function watchBeside(call: Call): Promise<void> {
  if (call.options['watch'] === 'off') return;
  const everyMs = durationOption('serve', call.options, 'watch', { most: '24d' }) ?? WATCH_MS;
  const { watchRounds } = await import('../../monitor/index.js');
  const { root: cwd, env, signal, say } = call;
  void watchRounds({ cwd, env, signal, say, everyMs });
}

/** Serves in this process until it is told to stop. */
async function serveHere(call: Call, crew: CrewMember | undefined): Promise<void> {
  const { firstAdminToken, serve } = await import('../../serve/index.js');
  const options = await optionsOf(call);
  await using open = await openCall(call);
  const serving = await serve({ ...options, run: open.run });
  if (crew) crew.ready(serving.url);
  else announce(call, serving.url);
  // A token that nobody reads would keep everybody out. Of several processes the first speaks.
  if (options.adminToken === undefined && call.options['quiet'] !== true && (crew?.first ?? true)) {
    const token = await firstAdminToken({ store: open.run.workspace.store, clock: call.clock });
    call.say(token === undefined ? 'Tokens: those that `millwright token list` shows.' : `Admin token, shown this once: ${token}`);
  }
  await Promise.race([untilStopped(call.signal), ...(crew ? [crew.told] : [])]);
  await serving.close();
}

const announce = (call: Call, url: string): void =>
  call.announce({ json: { url }, text: `Serving on ${url} until Ctrl-C; ${url}/docs shows how to ask.` });

async function optionsOf(call: Call): Promise<Omit<ServeOptions, 'run'>> {
  const { checkAdminToken, logLevels, readTls } = await import('../../serve/index.js');
  const { options } = call;
  const port = numberOption('serve', options, 'port', { low: 0, high: 65_535, whole: true });
  const host = textOption(options, 'host');
  return {
    ...(host === undefined ? {} : { host }),
    ...(port === undefined ? {} : { port }),
    allowHosts: textOption(options, 'allow-host')?.split(',') ?? [],
    tls: readTls(textOption(options, 'tls-cert'), textOption(options, 'tls-key')),
    behindProxy: call.options['behind-proxy'] === true,
    adminToken: checkAdminToken(call.env['MILLWRIGHT_ADMIN_TOKEN']),
    log: wordOption('serve', options, 'log', MODES) ?? 'durable',
    keepMs: durationOption('serve', options, 'keep'),
    logLevel: wordOption('serve', options, 'log-level', logLevels) ?? 'info',
    databaseUrl: call.env['MILLWRIGHT_DATABASE_URL'] || undefined,
    drainMs: DRAIN_MS,
    write: (line) => call.say(line.trimEnd()),
  };
}
