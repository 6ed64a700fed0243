import { randomBytes } from 'node:crypto';
import { mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileReason, MillwrightError, mwError } from '../../core/index.js';

/** Lets `write` fill a file beside the final one, then makes it durable and gives it its name: whole or not at all. Throws `MW_MODEL_OUT`. */
export async function writeWhole(path: string, write: (part: string) => Promise<void>): Promise<void> {
  const part = partOf(path);
  try {
    await make(part);
    await write(part);
    const file = await open(part, 'r+');
    await file.sync();
    await file.close();
    await rename(part, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await rm(part, { force: true }).catch(() => {});
    throw asOurs(error, path);
  }
}

/**
 * Throws `MW_MODEL_OUT` when no file can be made there, and `MW_MODEL_OUT_IS_IN` when it is the file that is read: asked before the
 * work, so that nobody waits for a refusal.
 */
export async function checkOut(path: string, read: string): Promise<void> {
  const [out, source] = await Promise.all([path, read].map((name) => realpath(name).catch(() => undefined)));
  if (out !== undefined && out === source) throw mwError('MW_MODEL_OUT_IS_IN', { path }, { where: path });
  try {
    if (await stat(path).then((found) => found.isDirectory(), isAbsent)) throw Object.assign(new Error(path), { code: 'EISDIR' });
    const part = partOf(path);
    await make(part);
    await rm(part);
  } catch (error) {
    throw asOurs(error, path);
  }
}

/** Makes a folder and those above it. Throws `MW_MODEL_OUT`. */
export async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true }).catch((error: unknown) => {
    throw asOurs(error, path);
  });
}

function isAbsent(error: NodeJS.ErrnoException): false {
  if (error.code === 'ENOENT') return false;
  throw error;
}

const partOf = (path: string): string => join(dirname(path), `.${basename(path).slice(0, 60)}.${randomBytes(6).toString('hex')}.part`);

const make = async (path: string): Promise<void> => (await open(path, 'wx')).close();

async function syncFolder(path: string): Promise<void> {
  // Windows cannot open a folder, and makes renames durable by itself.
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  await folder.sync();
  await folder.close();
}

/** Why it cannot be written, in our words; that somebody stopped the work is no reason of the file's. */
function asOurs(error: unknown, path: string): unknown {
  const full = error instanceof MillwrightError && error.code === 'MW_DATA_DISK';
  if (!full && (error instanceof MillwrightError || isStop(error))) return error;
  return mwError(
    'MW_MODEL_OUT',
    { path, reason: full ? fileReason({ code: 'ENOSPC' }) : fileReason(error) },
    { where: path, cause: error },
  );
}

/** Whether a signal was aborted, by hand or by a timeout. */
const isStop = (error: unknown): boolean => error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError');
