import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Chromium on this machine: what `MILLWRIGHT_TEST_BROWSER` names, or where packages put it; undefined where there is none. */
export const browserPath = [
  process.env['MILLWRIGHT_TEST_BROWSER'] ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
].find((path) => path !== '' && existsSync(path));

/** One tab of a real browser. */
export interface Tab {
  /** The value of an expression in the page, awaited; throws what it throws. */
  readonly run: <A>(expression: string) => Promise<A>;
  /** Waits until an expression is true; throws after ten seconds. */
  readonly until: (expression: string) => Promise<void>;
  readonly goTo: (url: string) => Promise<void>;
  /** Presses a key as a keyboard does: `Tab`, `Enter`, `Escape`. */
  readonly press: (key: 'Tab' | 'Enter' | 'Escape') => Promise<void>;
  readonly size: (width: number, height: number, scheme?: 'light' | 'dark') => Promise<void>;
  /** The whole page as a PNG. */
  readonly picture: () => Promise<Buffer>;
  /** What the page wrote of errors, broken rules of its content security policy among them. */
  readonly errors: readonly string[];
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly message: string };
}

const KEYS = { Tab: 9, Enter: 13, Escape: 27 } as const;

/** Starts a browser without windows, gives a tab of it to `use`, and ends it. Speaks the DevTools protocol over its socket. */
export async function withBrowser<A>(use: (tab: Tab) => Promise<A>): Promise<A> {
  const profile = mkdtempSync(join(tmpdir(), 'millwright-browser-'));
  const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run', '--remote-debugging-port=0'];
  const child = spawn(browserPath!, [...flags, `--user-data-dir=${profile}`, 'about:blank'], { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  try {
    const url = await new Promise<string>((resolve, reject) => {
      let text = '';
      child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
        const found = /ws:\/\/\S+/.exec((text += chunk));
        if (found) resolve(found[0]);
      });
      child.once('exit', () => reject(new Error(`the browser ended: ${text.slice(-500)}`)));
    });
    const pages = (await (await fetch(`http://${new URL(url).host}/json/list`)).json()) as { type: string; webSocketDebuggerUrl: string }[];
    const socket = new WebSocket(pages.find(({ type }) => type === 'page')!.webSocketDebuggerUrl);
    await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }));
    try {
      return await use(await tabOver(socket));
    } finally {
      socket.close();
    }
  } finally {
    child.kill('SIGKILL');
    await ended;
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function tabOver(socket: WebSocket): Promise<Tab> {
  const waiting = new Map<number, (message: Message) => void>();
  const errors: string[] = [];
  let last = 0;
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as Message;
    if (message.id !== undefined) waiting.get(message.id)?.(message);
    if (message.method === 'Log.entryAdded') errors.push((message.params!['entry'] as { text: string }).text);
    if (message.method === 'Runtime.exceptionThrown') errors.push(JSON.stringify(message.params!['exceptionDetails']));
  });
  const send = async (method: string, params: object = {}): Promise<Readonly<Record<string, unknown>>> => {
    const id = ++last;
    const answer = new Promise<Message>((resolve) => waiting.set(id, resolve));
    socket.send(JSON.stringify({ id, method, params }));
    const { result, error } = await answer;
    if (error) throw new Error(`${method}: ${error.message}`);
    return result!;
  };
  for (const domain of ['Page', 'Runtime', 'Log']) await send(`${domain}.enable`);
  const run = async <A>(expression: string): Promise<A> => {
    const { result, exceptionDetails } = await send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails));
    return (result as { value: A }).value;
  };
  const until = async (expression: string): Promise<void> => {
    const endMs = performance.now() + 10_000;
    while (!(await run<boolean>(`Boolean(${expression})`))) {
      if (performance.now() > endMs) throw new Error(`never true: ${expression}`);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  };
  return {
    run,
    until,
    errors,
    goTo: async (url) => {
      await send('Page.navigate', { url });
      await until(`location.href.startsWith(${JSON.stringify(url)}) && document.readyState === 'complete'`);
    },
    press: async (key) => {
      const same = { key, code: key, windowsVirtualKeyCode: KEYS[key], ...(key === 'Enter' ? { text: '\r' } : {}) };
      await send('Input.dispatchKeyEvent', { type: 'keyDown', ...same });
      await send('Input.dispatchKeyEvent', { type: 'keyUp', ...same });
    },
    size: async (width, height, scheme = 'light') => {
      await send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });
      await send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }] });
    },
    picture: async () => Buffer.from((await send('Page.captureScreenshot', { captureBeyondViewport: true }))['data'] as string, 'base64'),
  };
}
