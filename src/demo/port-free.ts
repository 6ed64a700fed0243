import { createServer } from 'node:net';
import { mwError } from '../core/index.js';

/** Looks whether a port of this machine can be listened on, before minutes of work end at it; 0 always can. Throws `MW_SERVE_PORT`. */
export async function checkPortFree(port: number): Promise<void> {
  const host = '127.0.0.1';
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve)).catch(
    (error: NodeJS.ErrnoException) => {
      const reason = error.code === 'EADDRINUSE' ? 'something listens there already' : (error.code ?? error.message);
      throw mwError('MW_SERVE_PORT', { host, port, reason }, { cause: error });
    },
  );
  await new Promise((resolve) => server.close(resolve));
}
