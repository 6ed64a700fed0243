/** Controls that JSON leaves as they are, and the line ends of other alphabets: a terminal would obey them, a reader of lines would break. */
const UNPRINTABLE = /[\u007f-\u009f\u2028\u2029]/g;

/** A value as JSON on one line of characters that all print. */
export const printableJson = (value: unknown): string =>
  JSON.stringify(value).replace(UNPRINTABLE, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** What a caller sent as it may stand in an answer: printable ASCII without marks of HTML, and short. */
export const printableText = (text: string, most: number): string => text.slice(0, most).replaceAll(/[^\x21-\x7e]|[<>"'&]/g, '?');
