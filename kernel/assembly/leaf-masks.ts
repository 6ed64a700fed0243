/**
 * Sums of the leaves that rows fall into, from masks of leaves. AssemblyScript: `scripts/build-kernels.mjs` compiles it,
 * `src/kernel/leaf-masks.ts` calls it and lays out the memory, `test/kernel/leaf-masks-plain.ts` says the same in plain TypeScript.
 */

/** Where the caller says, in words of 32 bits, where everything is. */
export const HEAD: usize = 1024;

/** A column's words: how many lines come before that of missing values, its first edge or 0 for a category, its first line, bytes of half its edges. */
const COLUMN: usize = 16;

/** The line of the masks that a value of the column at `p` leaves. */
function lineOf(p: usize, value: f64, lineBytes: usize): usize {
  const missing = <usize>load<u32>(p);
  const first = <usize>load<u32>(p, 4);
  let line: usize;
  if (first === 0) {
    line = value >= 0 && value < <f64>missing ? <usize>(<i32>value) : missing;
  } else {
    // The edges are 2^k - 1, so that every search takes k steps and none of them branches.
    let edge = first;
    for (let step = <usize>load<u32>(p, 12); step >= 8; step >>= 1) edge = select(edge + step, edge, load<f64>(edge + step - 8) < value);
    line = select((edge - first) >> 3, missing, value === value);
  }
  return <usize>load<u32>(p, 8) + line * lineBytes;
}

/** Writes the sums of `rows` rows. */
export function score(rows: i32): void {
  const columns = <usize>load<u32>(HEAD);
  const columnsEnd = <usize>load<u32>(HEAD, 4);
  const lines = <usize>load<u32>(HEAD, 8);
  const masks = <usize>load<u32>(HEAD, 12);
  const lineBytes = <usize>load<u32>(HEAD, 16);
  const trees = <usize>load<u32>(HEAD, 20);
  const treesEnd = <usize>load<u32>(HEAD, 24);
  const treeBytes = <usize>load<u32>(HEAD, 28);
  const base = <usize>load<u32>(HEAD, 32);
  const outputs = <usize>load<u32>(HEAD, 36);
  let row = <usize>load<u32>(HEAD, 40);
  let out = <usize>load<u32>(HEAD, 44);
  for (let r = 0; r < rows; r++) {
    let linesEnd = lines;
    for (let p = columns; p < columnsEnd; p += COLUMN) {
      store<u32>(linesEnd, <u32>lineOf(p, load<f64>(row), lineBytes));
      linesEnd += 4;
      row += 8;
    }
    for (let at: usize = 0; at < lineBytes; at += 32) {
      let a = i32x4.splat(-1);
      let b = a;
      for (let p = lines; p < linesEnd; p += 4) {
        const line = <usize>load<u32>(p) + at;
        a = v128.and(a, v128.load(line));
        b = v128.and(b, v128.load(line, 16));
      }
      v128.store(masks + at, a);
      v128.store(masks + at, b, 16);
    }
    for (let k: usize = 0; k < outputs; k++) {
      let sum = load<f64>(base + 8 * k);
      let mask = masks + k * treeBytes;
      for (let tree = trees + 4 * k; tree < treesEnd; tree += 4 * outputs) {
        let leaf = <usize>load<u32>(tree);
        let word = load<i32>(mask);
        for (let next = mask; word === 0; leaf += 256) word = load<i32>((next += 4));
        sum += load<f64>(leaf + 8 * <usize>ctz(word));
        mask += treeBytes * outputs;
      }
      store<f64>(out, sum);
      out += 8;
    }
  }
}
