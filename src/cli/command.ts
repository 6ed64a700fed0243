import type { Clock, Progress } from '../core/index.js';

/** One option of a command: `--name VALUE`, or a switch when `value` is absent. */
export interface Option {
  readonly name: string;
  /** What the value is called in the help: `FILE`, `N`. Absent for a switch. */
  readonly value?: string;
  readonly doc: string;
  readonly required?: true;
  /** May be given several times; all values count. */
  readonly many?: true;
}

/** One word that follows the command's name. */
export interface Argument {
  readonly name: string;
  readonly doc: string;
  readonly optional?: true;
}

/** The options of a call by name: the text of a value, true for a switch, all texts of one that may be given several times. */
export type Options = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/** What a command is called with: checked words, and everything from outside that it may use. */
export interface Call {
  readonly args: readonly string[];
  readonly options: Options;
  /** The project's folder, absolute. */
  readonly root: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly progress: Progress;
  /** A line of words for people: standard error, silent under `--quiet`. */
  readonly say: (line: string) => void;
  /** A line that a terminal does not need, for those who keep what is written to standard error: nothing there is a terminal, or under `--quiet`. */
  readonly log: (line: string) => void;
  /** Gives the answer of a command that goes on working; it then returns {@link Answer.announced}. Once. */
  readonly announce: (answer: Pick<Answer, 'json' | 'text'>) => void;
  /** A part of a long answer in words, as soon as it is there; nothing under `--json`. */
  readonly show: (text: string) => void;
  /** How the answer may look on this terminal. */
  readonly look: { readonly colour: boolean; readonly width: number };
}

/** What a command answers: one JSON document, the same in words, and whether a rule refused (exit 1). */
export interface Answer {
  readonly json: unknown;
  readonly text: string;
  readonly refused?: boolean;
  /** Ctrl-C was heard, and this is what was kept (exit 130). */
  readonly interrupted?: boolean;
  /** The answer was given while the command worked: nothing is left to print. */
  readonly announced?: true;
}

/** A command. Its file holds words and wiring only; the work is imported when it runs, so that help starts at once. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  readonly args: readonly Argument[];
  readonly options: readonly Option[];
  readonly example: string;
  readonly run: (call: Call) => Promise<Answer>;
}

/** `millwright predict MODEL --in FILE --out FILE [--quiet]` */
export function usageOf(command: Command): string {
  const args = command.args.map((a) => (a.optional ? `[${a.name}]` : a.name));
  const options = command.options.map((o) => {
    const text = o.value ? `--${o.name} ${o.value}` : `--${o.name}`;
    return o.required ? text : `[${text}]`;
  });
  return ['millwright', command.name, ...args, ...options].join(' ');
}
