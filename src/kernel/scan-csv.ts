import { ANYTHING, type CsvFindings, type CsvMarks, type CsvScan } from './csv-findings.js';
import { kernelFrom } from './kernel-from.js';
import { scanCsvWasm } from './scan-csv.wasm.js';

interface Kernel {
  readonly memory: WebAssembly.Memory;
  readonly TEXT: WebAssembly.Global;
  begin(delimiter: number, quote: number): void;
  scan(length: number): void;
  found(): number;
}

/** Bytes that go through the kernel at once: they stay in the processor's nearest caches. */
const CHUNK = 32_768;
const LANES = 16;

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/**
 * Finds out whether a delimited text in UTF-8 holds cells that a plain reader of numbers and texts would take otherwise than written.
 * A byte-order mark at its beginning is no part of it. About 1.5 GB/s, by WebAssembly; where the machine has no SIMD, all may be there.
 */
export function scanCsv(marks: CsvMarks): CsvScan {
  const scan = simdScan(marks) ?? { look: () => {}, end: () => ANYTHING };
  let marked = 0;
  const look = (block: Uint8Array): void => {
    let from = 0;
    while (marked < 3 && from < block.length) {
      if (block[from] === BYTE_ORDER_MARK[marked]) [marked, from] = [marked + 1, from + 1];
      else {
        scan.look(Uint8Array.from(BYTE_ORDER_MARK.slice(0, marked)));
        marked = 3;
      }
    }
    scan.look(block.subarray(from));
  };
  return { look, end: scan.end };
}

const newKernel = kernelFrom<Kernel>(scanCsvWasm);

/** The kernel alone, without the beginning's byte-order mark; `undefined` where the machine cannot run it. */
export function simdScan({ delimiter, quote }: CsvMarks): CsvScan | undefined {
  const kernel = newKernel();
  if (kernel === undefined) return undefined;
  kernel.begin(delimiter, quote);
  const text = new Uint8Array(kernel.memory.buffer, kernel.TEXT.value as number, CHUNK);
  let waiting = 0;
  const look = (block: Uint8Array): void => {
    for (let from = 0; from < block.length;) {
      const part = block.subarray(from, from + CHUNK - waiting);
      text.set(part, waiting);
      const filled = waiting + part.length;
      const whole = filled - (filled % LANES);
      kernel.scan(whole);
      text.copyWithin(0, whole, filled);
      [waiting, from] = [filled - whole, from + part.length];
    }
  };
  const end = (): CsvFindings => {
    look(new Uint8Array(LANES - waiting).fill(0x0a));
    const bits = kernel.found();
    return { oddNumbers: (bits & 1) > 0, spaces: (bits & 2) > 0, rareBlanks: (bits & 4) > 0 };
  };
  return { look, end };
}
