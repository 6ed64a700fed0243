/** From bits of rows to a whole number per row: planes, of which plane b holds bit b of every row's number. */

/** The numbers of 16 rows, whose bits begin `at` the lowest of `planes` planes, which are `planeBytes` apart. Up to eight planes. */
@inline
export function sixteenIndices(at: usize, planes: usize, planeBytes: usize): v128 {
  const own = i8x16(1, 2, 4, 8, 16, 32, 64, -128, 1, 2, 4, 8, 16, 32, 64, -128);
  let index = i8x16.splat(0);
  for (let plane = at + planes * planeBytes; plane > at; ) {
    plane -= planeBytes;
    const both = v128.load_splat<u16>(plane);
    const spread = v128.shuffle<i8>(both, both, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1);
    const isSet = i8x16.eq(v128.and(spread, own), own);
    index = i8x16.sub(i8x16.add(index, index), isSet);
  }
  return index;
}
