/** At most so many of all, evenly spread, in their order. */
export function evenly<T>(all: readonly T[], most: number): readonly T[] {
  const kept = Math.min(most, all.length);
  return Array.from({ length: kept }, (_, i) => all[Math.floor((i * all.length) / kept)]);
}
