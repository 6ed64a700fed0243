/**
 * Makes a text's line ends even: outside quotes `\r\n` becomes `\n`. Call it with one block after the other; it remembers
 * whether a quote is open, and a `\r` at a block's end.
 */
export function evenLineEnds(quote: string): (block: string) => string {
  let [quoted, held] = [false, ''];
  return (block) => {
    const last = block === '';
    const text = held + block;
    held = !last && text.endsWith('\r') ? '\r' : '';
    const ready = held === '' ? text : text.slice(0, -1);
    if (quote === '') return ready.replaceAll('\r\n', '\n');
    return ready
      .split(quote)
      .map((piece, i) => {
        if (i > 0) quoted = !quoted;
        return quoted ? piece : piece.replaceAll('\r\n', '\n');
      })
      .join(quote);
  };
}
