import { mwError } from '../../core/index.js';
import { text } from '../engine/sql.js';

/** The parts of a time, in the order in which ISO 8601 writes them. */
type Part = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'fraction' | 'zone';

const CODES: Readonly<Record<string, { readonly part: Part; readonly free: string; readonly fixed: string }>> = {
  Y: { part: 'year', free: '[0-9]{4}', fixed: '[0-9]{4}' },
  y: { part: 'year', free: '[0-9]{2}', fixed: '[0-9]{2}' },
  m: { part: 'month', free: '[0-9]{1,2}', fixed: '[0-9]{2}' },
  d: { part: 'day', free: '[0-9]{1,2}', fixed: '[0-9]{2}' },
  H: { part: 'hour', free: '[0-9]{1,2}', fixed: '[0-9]{2}' },
  M: { part: 'minute', free: '[0-9]{1,2}', fixed: '[0-9]{2}' },
  S: { part: 'second', free: '[0-9]{1,2}', fixed: '[0-9]{2}' },
  f: { part: 'fraction', free: '[0-9]{1,9}', fixed: '[0-9]{1,9}' },
  z: { part: 'zone', free: 'Z|[+-][0-9]{2}(?::?[0-9]{2})?', fixed: 'Z|[+-][0-9]{2}(?::?[0-9]{2})?' },
};

/** A spelling of times, rewritten as ISO 8601. */
export interface TimeFormat {
  /** The trimmed cell in ISO 8601 as SQL; NULL or an impossible time when it is spelt otherwise. */
  readonly isoSql: (trimmedX: string) => string;
  /** The same in JavaScript; `undefined` when it is spelt otherwise. */
  readonly iso: (trimmedCell: string) => string | undefined;
}

/**
 * Reads a format of `%Y %y %m %d %H %M %S %f %z %%` and literal characters. Two-digit codes take one or two digits, unless they touch
 * another code, then two. `%y` is 1969 … 2068, as POSIX has it. What is left out is the first of its kind: month 1, day 1, midnight.
 * Throws `MW_DATA_SCHEMA` for other codes, a code twice, or a format without a year.
 */
export function timeFormat(format: string): TimeFormat {
  const { pattern, parts, shortYear } = compile(format);
  const anchored = new RegExp(`^(?:${pattern})$`);
  return {
    isoSql: (x) => isoSql(x, pattern, parts, shortYear),
    iso: (cell) => {
      const found = anchored.exec(cell);
      if (!found) return undefined;
      const part = (name: Part, missing: string): string => (parts.includes(name) ? found[parts.indexOf(name) + 1] : missing);
      const year = shortYear ? `${Number(part('year', '')) < 69 ? '20' : '19'}${part('year', '')}` : part('year', '');
      const two = (name: Part, missing: string): string => part(name, missing).padStart(2, '0');
      const fraction = parts.includes('fraction') ? `.${part('fraction', '')}` : '';
      return `${year}-${two('month', '01')}-${two('day', '01')}T${two('hour', '00')}:${two('minute', '00')}:${two('second', '00')}${fraction}${part('zone', '')}`;
    },
  };
}

const isCode = (piece: string | undefined): boolean => piece !== undefined && piece.length > 1 && piece !== '%%';

function compile(format: string): { pattern: string; parts: readonly Part[]; shortYear: boolean } {
  const wrong = (reason: string) => mwError('MW_DATA_SCHEMA', { reason: `the time format ${JSON.stringify(format)} ${reason}` });
  const pieces = format.match(/%.|[^%]/gsu) ?? [];
  const parts: Part[] = [];
  let pattern = '';
  for (const [i, piece] of pieces.entries()) {
    if (!isCode(piece)) {
      pattern += (piece === '%%' ? '%' : piece).replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
      continue;
    }
    const code = Object.hasOwn(CODES, piece[1]) ? CODES[piece[1]] : undefined;
    if (!code) throw wrong(`has the unknown code ${piece}`);
    if (parts.includes(code.part)) throw wrong(`names the ${code.part} twice`);
    parts.push(code.part);
    pattern += `(${isCode(pieces[i - 1]) || isCode(pieces[i + 1]) ? code.fixed : code.free})`;
  }
  if (pieces.join('') !== format) throw wrong('ends in a lone %');
  if (!parts.includes('year')) throw wrong('has no year');
  return { pattern, parts, shortYear: format.includes('%y') };
}

function isoSql(x: string, pattern: string, parts: readonly Part[], shortYear: boolean): string {
  const group = (name: Part): string => `regexp_extract(${x}, ${text(`^(?:${pattern})$`)}, ${parts.indexOf(name) + 1})`;
  const two = (name: Part, missing: string): string => (parts.includes(name) ? `lpad(${group(name)}, 2, '0')` : text(missing));
  const year = shortYear ? `(CASE WHEN ${group('year')} < '69' THEN '20' ELSE '19' END || ${group('year')})` : group('year');
  const time = ['hour', 'minute', 'second'].map((name) => two(name as Part, '00')).join(" || ':' || ");
  const fraction = parts.includes('fraction') ? ` || '.' || ${group('fraction')}` : '';
  const zone = parts.includes('zone') ? ` || ${group('zone')}` : '';
  const iso = `${year} || '-' || ${two('month', '01')} || '-' || ${two('day', '01')} || 'T' || ${time}${fraction}${zone}`;
  return `CASE WHEN regexp_full_match(${x}, ${text(pattern)}) THEN ${iso} END`;
}
