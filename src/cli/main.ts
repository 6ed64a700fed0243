import { resolve } from 'node:path';
import { didYouMean, MillwrightError, mwError, packageVersion, systemClock } from '../core/index.js';
import type { Answer, Call, Command } from './command.js';
import { commandGroups, commandNamed, commandNames } from './commands/index.js';
import { commandHelp, programHelp } from './help.js';
import { parseWords, type Parsed } from './parse.js';
import { progressLine } from './terminal/index.js';

/** Where a run of the program writes and what it knows of its surroundings. Tests pass their own. */
export interface Surroundings {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly terminal: { readonly out: boolean; readonly err: boolean; readonly width: number };
  readonly signal: AbortSignal;
}

/**
 * Runs one command line and gives its exit code: 0 done, 1 failed or refused by a rule, 2 wrong usage, 130 after Ctrl-C.
 * Under `--json` standard output holds exactly one JSON document, an error included.
 */
export async function main(words: readonly string[], around: Surroundings): Promise<number> {
  const json = words.includes('--json');
  try {
    const [name, ...rest] = words[0] === '--json' ? [...words.slice(1), '--json'] : words;
    if (name === undefined || ['help', '--help', '-h', '--json'].includes(name))
      return tell(around, json, 'help', programHelp(commandGroups, packageVersion()));
    if (name === '--version' || name === '-v') return tell(around, json, 'version', packageVersion());
    const command = commandNamed(name);
    if (!command) throw mwError('MW_CLI_COMMAND_UNKNOWN', { name, hint: didYouMean(name, commandNames) });
    return await runCommand(command, parseWords(command, rest), around);
  } catch (error) {
    return report(error, json, around);
  }
}

/** Words that no command made: as they are, or under their name in a JSON document. */
function tell(around: Surroundings, json: boolean, name: string, text: string): 0 {
  around.out(`${json ? JSON.stringify({ [name]: text }) : text}\n`);
  return 0;
}

async function runCommand(command: Command, parsed: Parsed, around: Surroundings): Promise<number> {
  const { options } = parsed;
  if (options['help']) return tell(around, options['json'] === true, 'help', commandHelp(command));
  const quiet = options['quiet'] === true;
  const colour = around.terminal.out && !around.env['NO_COLOR'];
  const line = progressLine({ write: around.err, live: around.terminal.err && !quiet, width: around.terminal.width, clock: systemClock });
  const call: Call = {
    args: parsed.args,
    options,
    root: resolve(around.cwd, typeof options['project'] === 'string' ? options['project'] : '.'),
    env: around.env,
    signal: around.signal,
    clock: systemClock,
    progress: line.show,
    say: (text) => {
      line.clear();
      if (!quiet) around.err(`${text}\n`);
    },
    log: (text) => {
      if (!quiet && !around.terminal.err) around.err(`${text}\n`);
    },
    announce: (answer) => {
      line.clear();
      around.out(documentOf(answer, options['json'] === true));
    },
    show: (text) => {
      line.clear();
      if (options['json'] !== true) around.out(`${text}\n`);
    },
    look: { colour, width: around.terminal.width },
  };
  try {
    const answer = await command.run(call);
    line.clear();
    if (!answer.announced) around.out(documentOf(answer, options['json'] === true));
    return answer.interrupted ? 130 : answer.refused ? 1 : 0;
  } finally {
    line.clear();
  }
}

const documentOf = ({ json, text }: Pick<Answer, 'json' | 'text'>, asJson: boolean): string =>
  asJson ? `${JSON.stringify(json)}\n` : text === '' ? '' : `${text}\n`;

function report(error: unknown, json: boolean, around: Surroundings): number {
  const typed =
    error instanceof MillwrightError
      ? error
      : around.signal.aborted
        ? mwError('MW_INTERRUPTED', { kept: 'Nothing was changed.' })
        : unexpected(error);
  if (json) around.out(`${JSON.stringify({ error: typed.toJSON() })}\n`);
  else around.err(`${typed.code}  ${typed.message}\n${typed.where ? `  where: ${typed.where}\n` : ''}  fix:   ${typed.fix}\n`);
  if (around.env['MILLWRIGHT_DEBUG'] && error instanceof Error)
    around.err(`${error.stack}\n${error.cause instanceof Error ? `cause: ${error.cause.stack}\n` : ''}`);
  if (typed.code === 'MW_INTERRUPTED') return 130;
  return typed.usage ? 2 : 1;
}

const unexpected = (error: unknown): MillwrightError =>
  mwError('MW_INTERNAL', { cause: error instanceof Error ? error.message.split('\n')[0] : String(error) }, { cause: error });
