const UNITS: Readonly<Record<string, number>> = { kb: 2 ** 10, mb: 2 ** 20, gb: 2 ** 30, tb: 2 ** 40 };

/** Bytes of `512mb`, `2gb` or `1.5 GB` (1,024 of one unit are one of the next); `undefined` for other texts. */
export function parseBytes(text: string): number | undefined {
  const [, amount, unit] = /^(\d+(?:\.\d+)?) ?([kmgt]b)$/.exec(text.toLowerCase()) ?? [];
  return unit === undefined ? undefined : Number(amount) * UNITS[unit];
}

/** A number of bytes as people read it, in the units of {@link parseBytes}: `812 bytes`, `1.5 KB`, `137 KB`, `5 MB`. */
export function sizeWords(bytes: number): string {
  const unit = Object.keys(UNITS).findLast((name) => bytes >= UNITS[name]);
  return unit === undefined ? `${bytes} bytes` : `${Number((bytes / UNITS[unit]).toPrecision(3))} ${unit.toUpperCase()}`;
}
