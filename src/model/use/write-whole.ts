import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Lets `write` make a file beside the final one, then makes it durable and gives it its name: whole or not at all. */
export async function writeWhole(path: string, write: (part: string) => Promise<void>): Promise<void> {
  const part = `${path}.${randomBytes(6).toString('hex')}.part`;
  try {
    await write(part);
    const file = await open(part, 'r+');
    await file.sync();
    await file.close();
    await rename(part, path);
    const folder = await open(dirname(path), 'r');
    await folder.sync();
    await folder.close();
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
