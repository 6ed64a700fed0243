import { mwError } from '../../core/index.js';

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'no server answers at this address',
  ECONNRESET: 'the connection was cut',
  ENOTFOUND: 'there is no such host',
  ENOENT: 'there is no such socket',
  ETIMEDOUT: 'the server did not answer in time',
  '28P01': 'the user or the password is wrong',
  '28000': 'the user may not connect',
  '3D000': 'there is no such database',
  '3F000': 'there is no such schema',
  '42P01': 'there is no such table',
  '42703': 'there is no such column',
  '42501': 'the user may not read it',
  '42601': 'the SQL is not right',
  '53300': 'the server has too many connections',
  '57014': 'the statement was cancelled',
  '57P01': 'the server shut the connection down',
};

/** A failure of the client in our words: by its code alone, because the server's text may repeat secrets or data. */
export function postgresFailure(what: string, error: unknown): Error {
  const code = (error as { readonly code?: string }).code ?? '';
  const timeout = error instanceof Error && /timeout/i.test(error.message);
  const reason =
    REASONS[code] ?? (timeout ? REASONS['ETIMEDOUT'] : /^[0-9A-Z]{5}$/.test(code) ? `its code is ${code}` : 'the connection failed');
  return mwError('MW_DATA_POSTGRES', { what, reason }, { where: what });
}
