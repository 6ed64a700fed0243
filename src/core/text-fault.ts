/** Why a text cannot be kept as an id or a name of at most so many characters, in words; undefined where it can. */
export function textFault(text: string, most: number): string | undefined {
  if (text === '') return 'it is empty';
  if (text.length > most) return `it has ${text.length} characters, at most ${most} are taken`;
  return characterFault(text);
}

/** Why no store and no rule takes a text, in words; undefined where they do. */
export const characterFault = (text: string): string | undefined =>
  !text.isWellFormed() || text.includes('\u0000') ? 'it holds U+0000 or half of a character' : undefined;

/** Characters that an id of a user, an item or an event may have. */
export const ID_CHARACTERS = 200;

/** Why an id cannot be kept, in words; undefined where it can. Ids compare as text: 1 is "1". */
export function idFault(id: string | number): string | undefined {
  if (typeof id !== 'number') return textFault(id, ID_CHARACTERS);
  return Number.isSafeInteger(id) ? undefined : `${id} is no whole number below 2^53; send it as a text`;
}
