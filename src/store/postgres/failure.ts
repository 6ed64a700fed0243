import { mwError } from '../../core/index.js';
import type { Failure, ReadFailure } from '../failure.js';

const CONFLICTS = new Set(['40001', '40P01']);
/** A lock or a statement took longer than its limit. */
const LOCKED = new Set(['55P03', '57014']);
/** Raised on opening a connection: nothing was under way, but waiting does not help either. */
const REFUSALS = new Set(['28P01', '28000', '3D000', '42501', '3F000']);
const SOCKET = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);
const TERMINATED = /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** Reads PostgreSQL's SQLSTATEs (appendix A of its manual), the socket's error codes and the driver's own words. */
export function postgresFailure(database: string, waitMs: number): ReadFailure {
  return (error) => {
    const { code, message } = error as { code?: string; message: string };
    const reason = message?.trim() || String(code);
    const unreachable = mwError('MW_STORE_UNREACHABLE', { database, reason }, { where: database, cause: error });
    if (code === '53100') return final(mwError('MW_STORE_DISK_FULL', { path: database }, { where: database, cause: error }));
    if (code === '25006') return final(mwError('MW_STORE_READ_ONLY', { path: database }, { where: database, cause: error }));
    if (code && CONFLICTS.has(code)) return { again: true, lost: false, error: unreachable };
    if (code && LOCKED.has(code))
      return final(mwError('MW_STORE_BUSY', { path: database, waitedMs: waitMs }, { where: database, cause: error }));
    if (code && REFUSALS.has(code)) return final(unreachable);
    if (isLost(code, message)) return { again: true, lost: true, error: unreachable };
    return undefined;
  };
}

function isLost(code: string | undefined, message: string): boolean {
  if (code) return SOCKET.has(code) || code.startsWith('08') || code.startsWith('57P') || code === '53300';
  return TERMINATED.test(message ?? '');
}

const final = (error: Failure['error']): Failure => ({ again: false, lost: false, error });
