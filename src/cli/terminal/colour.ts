/** Paints text for a terminal, or leaves it as it is. */
export interface Paint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly blue: (text: string) => string;
}

const codes = { bold: [1, 22], dim: [2, 22], red: [31, 39], green: [32, 39], yellow: [33, 39], blue: [34, 39] } as const;
const sequence = (open: number, close: number) => (text: string) => (text === '' ? '' : `\u001b[${open}m${text}\u001b[${close}m`);
const plain = (text: string): string => text;

const painted: Paint = Object.freeze(
  Object.fromEntries(Object.entries(codes).map(([name, [open, close]]) => [name, sequence(open, close)])) as unknown as Paint,
);
const unpainted: Paint = Object.freeze(Object.fromEntries(Object.keys(codes).map((name) => [name, plain])) as unknown as Paint);

/** Colours when `colour` is true, else functions that change nothing. */
export const paint = (colour: boolean): Paint => (colour ? painted : unpainted);

/** Whether to paint: the stream is a terminal, `NO_COLOR` is unset or empty (no-color.org) and the terminal is not `dumb`. */
export const wantsColour = (env: Readonly<Record<string, string | undefined>>, isTerminal: boolean): boolean =>
  isTerminal && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
