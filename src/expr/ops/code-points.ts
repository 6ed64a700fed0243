const isLowSurrogate = (unit: number): boolean => (unit & 0xfc00) === 0xdc00;

/** The number of code points of well-formed text. */
export function codePoints(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i++) if (!isLowSurrogate(text.charCodeAt(i))) count++;
  return count;
}

/** The code unit at which the code point with the given index starts; the text's length when there are fewer. */
export function unitOf(text: string, index: number, from = 0): number {
  let unit = from;
  for (let left = index; left > 0 && unit < text.length; left--) unit += isLowSurrogate(text.charCodeAt(unit + 1)) ? 2 : 1;
  return unit;
}

/** `count` code points from the one with index `start` on; fewer at the text's end. */
export function sliceCodePoints(text: string, start: number, count: number): string {
  const from = unitOf(text, start);
  return text.slice(from, unitOf(text, count, from));
}
