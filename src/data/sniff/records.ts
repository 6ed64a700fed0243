/** Records of a delimited text, and how well the quotes fitted. */
export interface Records {
  readonly rows: readonly (readonly string[])[];
  /** A quote was open where the text ended. */
  readonly unclosed: boolean;
  /** Fields that a quote opens and closes as it should, and fields in which letters follow the closing quote. */
  readonly quoted: number;
  readonly stray: number;
}

/**
 * Splits a delimited text into records of raw fields (RFC 4180: a quote opens only at the start of a field, `""` is a quote).
 * Line ends are `\n`, `\r\n` or `\r`; blank lines are left out. `quote` may be empty: then nothing is quoted.
 * Stops after `most` records. Fields keep their blanks.
 */
export function splitRecords(text: string, delimiter: string, quote: string, most: number): Records {
  const rows: string[][] = [];
  let [row, field, inside, closed, astray]: [string[], string, boolean, boolean, boolean] = [[], '', false, false, false];
  let [quoted, stray] = [0, 0];
  const endField = (): void => {
    row.push(field);
    if (closed && astray) stray++;
    else if (closed) quoted++;
    [field, closed, astray] = ['', false, false];
  };
  const endRow = (): void => {
    endField();
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
  };
  for (let i = 0; i < text.length && rows.length < most; i++) {
    const c = text[i];
    if (inside) {
      if (c !== quote) field += c;
      else if (text[i + 1] === quote) field += text[i++];
      else [inside, closed] = [false, true];
    } else if (c === delimiter) endField();
    else if (c === '\n' || c === '\r') {
      if (c === '\r' && text[i + 1] === '\n') i++;
      endRow();
    } else if (c === quote && field === '' && !closed) inside = true;
    else {
      astray ||= closed && c !== ' ';
      field += c;
    }
  }
  if (rows.length < most && (field !== '' || row.length > 0 || closed)) endRow();
  return { rows, unclosed: inside, quoted, stray };
}
