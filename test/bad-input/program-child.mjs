// Runs command lines that its parent sends, each as the binary would: `main` with the folder, the environment and the streams of its own.
import { main } from '../../dist/cli/main.js';

/** What nobody waited for is a fault of the program, whatever the command answered. */
const astray = [];
process.on('unhandledRejection', (error) => astray.push(String(error?.stack ?? error)));
process.on('uncaughtException', (error) => astray.push(String(error?.stack ?? error)));

process.on('message', async ({ id, words }) => {
  let [out, err] = ['', ''];
  const around = {
    out: (text) => (out += text),
    err: (text) => (err += text),
    env: process.env,
    cwd: process.cwd(),
    terminal: { out: false, err: false, width: 100 },
    signal: new AbortController().signal,
  };
  const code = await main(words, around);
  await new Promise((resolve) => setImmediate(resolve));
  process.send({ id, code, out, err, astray: astray.splice(0) });
});
