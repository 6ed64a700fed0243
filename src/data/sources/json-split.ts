/** A piece of JSON text that should be one value, and the line on which it starts. */
export interface JsonPiece {
  readonly text: string;
  readonly line: number;
}

/** What the splitter refuses, with the line. */
export type JsonFault = (reason: string, line: number) => Error;

/** The lines of a text that comes in blocks; blank ones are left out. */
export async function* linePieces(blocks: AsyncIterable<string>): AsyncGenerator<JsonPiece> {
  let [rest, line] = ['', 0];
  for await (const block of blocks) {
    const lines = (rest + block).split('\n');
    rest = lines.pop()!;
    for (const text of lines) {
      line++;
      if (text.trim() !== '') yield { text, line };
    }
  }
  if (rest.trim() !== '') yield { text: rest, line: line + 1 };
}

/**
 * The elements of one JSON array that comes in blocks, without holding the array. Only brackets, commas and strings are looked at:
 * whether an element is right JSON is for `JSON.parse` to say.
 */
export async function* arrayPieces(blocks: AsyncIterable<string>, fault: JsonFault): AsyncGenerator<JsonPiece> {
  let [held, at, start, line, startLine, depth] = ['', 0, 0, 1, 1, 0];
  let [inText, escaped, state]: [boolean, boolean, 'before' | 'first' | 'inside' | 'after'] = [false, false, 'before'];
  for await (const block of blocks) {
    held = held.slice(start) + block;
    at -= start;
    start = 0;
    for (; at < held.length; at++) {
      const c = held[at];
      if (c === '\n') line++;
      if (inText) {
        if (escaped) escaped = false;
        else if (c === '\\') escaped = true;
        else if (c === '"') inText = false;
        continue;
      }
      if (state === 'before' || state === 'after') {
        if (c === '[' && state === 'before') [state, start, startLine] = ['first', at + 1, line];
        else if (c.trim() !== '') throw fault(state === 'before' ? 'it does not start with [' : 'there is more after the closing ]', line);
        else start = at + 1;
      } else if (c === '"') inText = true;
      else if (c === '{' || c === '[') depth++;
      else if (depth > 0 && (c === '}' || c === ']')) depth--;
      else if (depth === 0 && (c === ',' || c === ']')) {
        const text = held.slice(start, at);
        if (text.trim() !== '') yield { text, line: startLine };
        else if (c === ',' || state === 'inside') throw fault('an element is missing', line);
        [start, startLine, state] = [at + 1, line, c === ',' ? 'inside' : 'after'];
      }
    }
  }
  if (state !== 'after') throw fault(state === 'before' ? 'it does not start with [' : 'the array is never closed', line);
}
