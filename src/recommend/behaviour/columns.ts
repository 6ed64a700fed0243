/** An id as a file or a caller spells it: `1` and `'1'` are one; `null`, an empty text and `NaN` are none. */
export type Id = string | number | bigint | null | undefined;

/** Ids, one per row: as they are, or as places in a list of levels (−1: none), as a column of categories holds them. */
export type IdColumn = ArrayLike<Id> | { readonly levels: readonly string[]; readonly codes: Int32Array };

/** What users did, as columns of one length, in any order: a log, a table of ratings, a file of orders. */
export interface BehaviourColumns {
  readonly user: IdColumn;
  readonly item: IdColumn;
  /** Milliseconds since 1970; `NaN` where unknown. */
  readonly time: ArrayLike<number>;
  /** `view`, `cart`, `purchase` … */
  readonly type?: IdColumn;
  /** A rating, an amount, a number of pieces. */
  readonly value?: ArrayLike<number>;
  /** Names the event, so that one which is sent twice counts once. */
  readonly id?: ArrayLike<Id>;
}

/** Ids as the distinct texts in order of appearance, and per row the place of its own; −1 for none. */
export interface CodedIds {
  readonly levels: readonly string[];
  readonly codes: Int32Array;
}

/** The text that an id compares as; `null` for none. */
export function idText(id: Id): string | null {
  if (typeof id === 'string') return id.trim() === '' ? null : id;
  return id === null || id === undefined || Number.isNaN(id) ? null : String(id);
}

/** Codes of a column. Each distinct id is looked at once as text, whatever the number of rows. */
export function codedIds(column: IdColumn): CodedIds {
  const [levels, places] = [[] as string[], new Map<string, number>()];
  const codeOf = (id: Id): number => {
    const text = idText(id);
    if (text === null) return -1;
    const known = places.get(text);
    if (known !== undefined) return known;
    places.set(text, levels.length);
    return levels.push(text) - 1;
  };
  if ('codes' in column) {
    const own = column.levels.map(codeOf);
    return { levels, codes: column.codes.map((code) => (code < 0 ? -1 : own[code])) };
  }
  const codes = new Int32Array(column.length);
  const numbers = new Map<Id, number>();
  for (let row = 0; row < codes.length; row++) {
    const id = column[row];
    if (typeof id === 'string') codes[row] = places.get(id) ?? codeOf(id);
    else {
      let code = numbers.get(id);
      if (code === undefined) numbers.set(id, (code = codeOf(id)));
      codes[row] = code;
    }
  }
  return { levels, codes };
}

/** How many rows a column has. */
export const rowsOf = (column: IdColumn): number => ('codes' in column ? column.codes.length : column.length);
