import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { checkPortFree } from './port-free.js';

describe('whether a port is free', () => {
  it('says so before anything is made, and takes the port from nobody', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { readonly port: number };
    await expect(checkPortFree(port)).rejects.toMatchObject({ code: 'MW_SERVE_PORT' });
    await new Promise((resolve) => other.close(resolve));
    await expect(checkPortFree(port)).resolves.toBeUndefined();
    await expect(checkPortFree(port)).resolves.toBeUndefined();
    await expect(checkPortFree(0)).resolves.toBeUndefined();
  });
});
