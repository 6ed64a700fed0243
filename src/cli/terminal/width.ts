const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
const ASCII = /^[\x20-\x7e]*$/;
const WIDE =
  /^(?:\p{Emoji_Presentation}|.\uFE0F|[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|[\u{1F300}-\u{1FAFF}]|[\u{20000}-\u{3FFFD}])/u;
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;
const JOINER = /\p{Emoji_Presentation}\u200D/u;

/**
 * Text that is safe to print on a terminal: control characters, direction marks and lone surrogates become `·`, so that a column
 * called `\u001b[2J` cannot clear the screen.
 */
export function printable(text: string): string {
  if (ASCII.test(text)) return text;
  return graphemes(text)
    .map((g) => (JOINER.test(g) ? g : g.replace(UNPRINTABLE, '·')))
    .join('');
}

/** Columns that a text takes on a terminal: wide letters and emoji take two. */
export function textWidth(text: string): number {
  if (ASCII.test(text)) return text.length;
  return graphemes(text).reduce((sum, g) => sum + (WIDE.test(g) ? 2 : 1), 0);
}

/** The text cut to `width` columns, the last one `…` when something was cut. */
export function cutText(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  if (width <= 0) return '';
  let [kept, used] = ['', 0];
  for (const g of graphemes(text)) {
    const next = WIDE.test(g) ? 2 : 1;
    if (used + next > width - 1) break;
    kept += g;
    used += next;
  }
  return `${kept}…`;
}

/** The text filled with blanks to `width` columns; `right` puts the blanks before it. */
export function padText(text: string, width: number, side: 'left' | 'right' = 'left'): string {
  const blanks = ' '.repeat(Math.max(0, width - textWidth(text)));
  return side === 'right' ? blanks + text : text + blanks;
}

const graphemes = (text: string): string[] => [...segmenter.segment(text)].map((s) => s.segment);
