import type { CsvFindings, CsvMarks, CsvScan } from '../../src/kernel/csv-findings.js';

const [LF, CR, SPACE, PLUS, MINUS, UNDERSCORE] = [0x0a, 0x0d, 0x20, 0x2b, 0x2d, 0x5f];

const isDigit = (c: number): boolean => c >= 0x30 && c <= 0x39;
const isNumeric = (c: number): boolean => (c >= PLUS && c <= 0x39) || c === 0x45 || c === 0x65 || c === UNDERSCORE;

/** The definition of the kernel `scan-csv`: the same answer byte by byte, without the beginning's byte-order mark. */
export function scanCsvPlain({ delimiter, quote }: CsvMarks): CsvScan {
  let [oddNumbers, spaces, rareBlanks, inNumber] = [false, false, false, false];
  let [b, a]: [number, number] = [LF, LF];
  const isSeparator = (c: number): boolean => c === delimiter || c === LF || c === CR;
  const isEdge = (c: number): boolean => isSeparator(c) || c === quote;
  const isControl = (c: number): boolean => c >= 0x09 && c <= 0x0c && !isSeparator(c);
  const isRare = (c: number): boolean =>
    (isEdge(a) && isControl(c)) ||
    (isControl(a) && isEdge(c)) ||
    (isSeparator(b) && a === quote && isSeparator(c)) ||
    (isEdge(b) && a === 0xc2 && c === 0xa0) ||
    (b === 0xc2 && a === 0xa0 && isEdge(c)) ||
    (b === 0xef && a === 0xbb && c === 0xbf);
  const next = (c: number): void => {
    rareBlanks ||= isRare(c);
    spaces ||= (isEdge(a) && c === SPACE) || (a === SPACE && isEdge(c));
    inNumber = (inNumber || isEdge(a)) && isNumeric(c) && !isEdge(c);
    oddNumbers ||= (a === PLUS && c === MINUS) || (inNumber && isDigit(b) && a === UNDERSCORE && isDigit(c));
    [b, a] = [a, c];
  };
  const end = (): CsvFindings => {
    next(LF);
    return { oddNumbers, spaces, rareBlanks };
  };
  return { look: (block) => block.forEach(next), end };
}
