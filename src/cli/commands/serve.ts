import { mwError } from '../../core/index.js';
import type { LogLevel, LogMode, ServeOptions } from '../../serve/index.js';
import type { Call, Command } from '../command.js';
import { numberOption } from '../parse.js';
import { openCall } from '../project.js';
import { version } from '../version.js';

const MODES: readonly LogMode[] = ['durable', 'async', 'off'];
const LEVELS: readonly LogLevel[] = ['info', 'debug', 'warn', 'error', 'silent'];

export const serveCommand: Command = {
  name: 'serve',
  summary: 'Answers over REST with the champion of every model, and follows the registry.',
  args: [],
  options: [
    { name: 'host', value: 'ADDRESS', doc: 'Where to listen (default 127.0.0.1: this machine alone).' },
    { name: 'port', value: 'N', doc: 'Default 8080; 0 is any free port.' },
    { name: 'log', value: 'MODE', doc: 'durable (default: an answer says "logged" after its commit), async, or off.' },
    { name: 'allow-host', value: 'NAMES', doc: 'Names that requests may be addressed to, beside the address itself, with commas between.' },
    { name: 'tls-cert', value: 'FILE', doc: 'Certificate in PEM, for addresses that other machines reach.' },
    { name: 'tls-key', value: 'FILE', doc: 'Its key in PEM.' },
    { name: 'log-level', value: 'LEVEL', doc: 'Of the lines on standard error: debug, info (default), warn, error or silent.' },
    { name: 'behind-proxy', doc: 'A proxy on the way here ends TLS and says who calls (X-Forwarded-For).' },
  ],
  example: 'millwright serve --port 8080',
  run: async (call) => {
    const port = numberOption('serve', call.options, 'port', { low: 0, high: 65_535, whole: true });
    const { checkAdminToken, firstAdminToken, readTls, serve } = await import('../../serve/index.js');
    const tls = readTls(textOf(call, 'tls-cert'), textOf(call, 'tls-key'));
    const adminToken = checkAdminToken(call.env['MILLWRIGHT_ADMIN_TOKEN']);
    const mode = wordOf(call, 'log', MODES);
    const logLevel = wordOf(call, 'log-level', LEVELS);
    await using open = await openCall(call);
    const host = textOf(call, 'host');
    const options: ServeOptions = {
      run: open.run,
      ...(host === undefined ? {} : { host }),
      ...(port === undefined ? {} : { port }),
      allowHosts: textOf(call, 'allow-host')?.split(',') ?? [],
      tls,
      behindProxy: call.options['behind-proxy'] === true,
      adminToken,
      log: mode,
      logLevel,
      databaseUrl: call.env['MILLWRIGHT_DATABASE_URL'] || undefined,
      write: (line) => call.say(line.trimEnd()),
      version: version(),
    };
    const serving = await serve(options);
    call.announce({ json: { url: serving.url }, text: `Serving on ${serving.url} until Ctrl-C; ${serving.url}/docs shows how to ask.` });
    if (adminToken === undefined) sayFirstToken(call, await firstAdminToken({ store: open.run.workspace.store, clock: call.clock }));
    await new Promise<void>((done) => {
      if (call.signal.aborted) done();
      else call.signal.addEventListener('abort', () => done(), { once: true });
    });
    call.say('draining: requests under way are answered, new ones are not taken');
    await serving.close();
    return { json: null, text: '', announced: true };
  },
};

function textOf(call: Call, name: string): string | undefined {
  const value = call.options[name];
  return typeof value === 'string' ? value : undefined;
}

/** One of some words; the first when the option is absent. */
function wordOf<W extends string>(call: Call, name: string, words: readonly W[]): W {
  const text = textOf(call, name) ?? words[0];
  const word = words.find((one) => one === text);
  if (word === undefined)
    throw mwError('MW_CLI_OPTION_VALUE', { command: 'serve', option: `--${name}`, due: words.join(', '), got: `"${text}"` });
  return word;
}

function sayFirstToken(call: Call, token: string | undefined): void {
  call.say(token === undefined ? 'Tokens: those that `millwright token list` shows.' : `Admin token, shown this once: ${token}`);
}
