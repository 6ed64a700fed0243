/** A typed array that grows. */
export interface List<A> {
  push(item: number): void;
  length(): number;
  /** The items so far, in an array of their own length. */
  taken(): A;
}

type Items = Int32Array | Uint32Array | Uint8Array | Float64Array;

/** A list without items, of the given kind. */
export function list<A extends Items>(kind: new (length: number) => A): List<A> {
  let items = new kind(1024);
  let count = 0;
  return {
    push(item) {
      if (count === items.length) {
        const wider = new kind(2 * count);
        wider.set(items);
        items = wider;
      }
      items[count++] = item;
    },
    length: () => count,
    taken: () => items.slice(0, count) as A,
  };
}
