import { mwError, type MillwrightError } from '../core/index.js';

/** The file system's error as a row of our table: no space, no permission, anything else with its own words. */
export function fileError(error: unknown, path: string): MillwrightError {
  const { code, message } = error as NodeJS.ErrnoException;
  const at = { where: path, cause: error };
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') return mwError('MW_STORE_DISK_FULL', { path }, at);
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') return mwError('MW_STORE_READ_ONLY', { path }, at);
  return mwError('MW_STORE_IO', { path, reason: code ?? message }, at);
}
