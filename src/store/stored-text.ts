/**
 * A text as a text column of either engine holds it, and finds it again. Both hold every well-formed text without U+0000 as it is; any other
 * text (PostgreSQL refuses U+0000, and a lone surrogate would silently become U+FFFD) is stored as its JSON literal.
 */
export function storedText(text: string): string {
  return text.isWellFormed() && !text.includes('\u0000') ? text : JSON.stringify(text);
}
