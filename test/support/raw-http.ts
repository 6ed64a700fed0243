import { connect } from 'node:net';

/** One answer as it came over a socket; status 0: the connection ended without one. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The body as JSON, where it is. */
  readonly json: { readonly code?: string; readonly where?: string } | undefined;
  readonly ms: number;
}

/**
 * Sends bytes as they are, one part after the other with `pauseMs` between, and reads until the server closes the connection, or nothing came for
 * `quietMs`. For requests that no client library would send.
 */
export function sendRaw(
  port: number,
  parts: string | Buffer | readonly (string | Buffer)[],
  options: { readonly pauseMs?: number; readonly quietMs?: number } = {},
): Promise<RawAnswer> {
  const { pauseMs = 0, quietMs = 5000 } = options;
  const started = performance.now();
  const list = typeof parts === 'string' || Buffer.isBuffer(parts) ? [parts] : [...parts];
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect({ port, host: '127.0.0.1' });
    let timer: NodeJS.Timeout | undefined;
    const end = (): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ ...answerOf(Buffer.concat(chunks).toString('latin1')), ms: performance.now() - started });
    };
    const sendNext = (): void => {
      const part = list.shift();
      if (part === undefined || socket.destroyed) return;
      socket.write(part);
      if (list.length > 0) timer = setTimeout(sendNext, pauseMs);
    };
    socket.setTimeout(quietMs, end);
    socket.on('connect', sendNext);
    socket.on('data', (bytes) => chunks.push(bytes));
    socket.on('error', () => {});
    socket.on('close', end);
  });
}

/** The first answer of a connection; interim ones (1xx) before it and further ones after it are left out. */
function answerOf(all: string): Omit<RawAnswer, 'ms'> {
  const text = all.replace(/^(?:HTTP\/1\.1 1\d\d [^\r]*\r\n(?:[^\r]+\r\n)*\r\n)+/, '');
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0);
  const end = text.indexOf('\r\n\r\n');
  const lines = text
    .slice(0, end === -1 ? 0 : end)
    .split('\r\n')
    .slice(1);
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
  const bytes = Buffer.from(end === -1 ? '' : text.slice(end + 4), 'latin1');
  const body = bytes.subarray(0, Number(headers['content-length'] ?? bytes.length)).toString('utf8');
  return { status, headers, body, json: parsed(body) };
}

function parsed(body: string): RawAnswer['json'] {
  try {
    return JSON.parse(body) as RawAnswer['json'];
  } catch {
    return undefined;
  }
}

/** The bytes of a request: a start line, `Host`, the headers in order (a name may come twice), and a body with its length. */
export function requestBytes(
  port: number,
  { method = 'GET', path = '/livez', headers = [], body, host = `127.0.0.1:${port}` }: RawRequest,
): Buffer {
  const lines = [
    `${method} ${path} HTTP/1.1`,
    ...(host === null ? [] : [`Host: ${host}`]),
    'Connection: close',
    ...headers.map(([name, value]) => `${name}: ${value}`),
  ];
  const bytes = body === undefined ? undefined : Buffer.from(body);
  if (bytes) lines.push(`Content-Length: ${bytes.length}`);
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'utf8'), bytes ?? Buffer.alloc(0)]);
}

/** A request in parts, each as it is to be sent; `host: null` leaves the header out. */
export interface RawRequest {
  readonly method?: string | undefined;
  readonly path?: string | undefined;
  readonly headers?: readonly (readonly [string, string])[] | undefined;
  readonly body?: string | Buffer | undefined;
  readonly host?: string | null | undefined;
}
