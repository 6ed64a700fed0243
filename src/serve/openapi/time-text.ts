/** A point in time as a column spells it: ISO 8601, of days the day alone, or by the column's format. */
export function timeText(ms: number, kind: 'timestamp' | 'date', format?: string): string {
  const iso = new Date(ms).toISOString();
  if (format !== undefined) return format.replace(/%(.)/gu, (_, code: string) => partOf(iso, code));
  return kind === 'date' ? iso.slice(0, 10) : iso;
}

function partOf(iso: string, code: string): string {
  switch (code) {
    case 'Y':
      return iso.slice(0, 4);
    case 'y':
      return iso.slice(2, 4);
    case 'm':
      return iso.slice(5, 7);
    case 'd':
      return iso.slice(8, 10);
    case 'H':
      return iso.slice(11, 13);
    case 'M':
      return iso.slice(14, 16);
    case 'S':
      return iso.slice(17, 19);
    case 'f':
      return `${iso.slice(20, 23)}000`;
    case 'z':
      return 'Z';
    default:
      return code;
  }
}
