// A client for load on loopback, Node alone: so many connections that each send their next request when its answer is there, or, with a rate, requests
// that begin so many a second whatever the server does (those that find no connection free are not sent, and counted). No request is sent twice, and
// no Retry-After is heeded. Waits count from when a request was due.
// node load.mjs URL BODIES CONNECTIONS SECONDS TOKEN [PER_SECOND]: prints a line when it is connected, then {requests, perSecond, meanMs, p50Ms, p99Ms, bad, unsent, refused}; BODIES
// holds one body a line; perSecond and the waits are of the answers 2xx, `refused` are the answers 503 with Retry-After.
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';

const [url, file, connections, seconds, token, rate] = process.argv.slice(2);
const { hostname, port, pathname } = new URL(url);
const bodies = readFileSync(file, 'utf8').trimEnd().split('\n');
const requests = bodies.map((text) => {
  const head = [
    `POST ${pathname} HTTP/1.1`,
    `Host: ${hostname}:${port}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(text)}`,
    `Authorization: Bearer ${token}`,
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${text}`);
});

const [accepted, refused] = [[], []];
let [next, bad, unsent] = [0, 0, 0];

/** Where an answer that begins at 0 ends, or -1 while it is not all there. */
function answerEnd(bytes) {
  const head = bytes.indexOf('\r\n\r\n');
  if (head < 0) return -1;
  const length = /content-length: (\d+)/i.exec(bytes.latin1Slice(0, head));
  const end = head + 4 + Number(length[1]);
  return bytes.length < end ? -1 : end;
}

function heard(answer, ms) {
  if (answer[9] === 0x32) return void accepted.push(ms);
  if (answer.toString('latin1', 9, 12) === '503' && /\r\nretry-after: \d/i.test(answer.toString('latin1', 0, 2000)))
    return void refused.push(ms);
  bad++;
}

/** A connection: `send` takes when the request was due; `free` is called when its answer is there. */
function opened(free) {
  let waiting = Buffer.alloc(0);
  let dueMs = 0;
  return new Promise((done, fail) => {
    const socket = connect({ host: hostname, port: Number(port), noDelay: true }, () => done(line));
    const line = {
      send: (due) => {
        dueMs = due;
        socket.write(requests[next++ % requests.length]);
      },
      close: () => socket.destroy(),
    };
    socket.on('error', fail);
    socket.on('data', (part) => {
      waiting = waiting.length === 0 ? part : Buffer.concat([waiting, part]);
      const end = answerEnd(waiting);
      if (end < 0) return;
      heard(waiting, performance.now() - dueMs);
      waiting = waiting.subarray(end);
      free(line);
    });
  });
}

/** Each connection sends again as soon as it may. */
async function closedLoop(lines) {
  for (const line of lines) line.send(performance.now());
  await ended();
}

/** Requests come when they are due, spread evenly; a timer that is late sends what has become due, as of then. */
async function openLoop(idle) {
  let sent = 0;
  const timer = setInterval(() => {
    const now = performance.now();
    for (const due = (Math.min(now, endMs) - startMs) * (Number(rate) / 1000); sent < due; sent++) {
      const line = idle.shift();
      if (line === undefined) unsent++;
      else line.send(startMs + (1000 * sent) / Number(rate));
    }
  }, 1);
  await ended();
  clearInterval(timer);
}

const idle = [];
const free = rate ? (line) => void idle.push(line) : (line) => performance.now() < endMs && line.send(performance.now());
const lines = await Promise.all(Array.from({ length: Number(connections) }, () => opened(free)));
console.log('connected');
const startMs = performance.now();
const endMs = startMs + 1000 * Number(seconds);
const ended = () => new Promise((done) => void setTimeout(done, endMs - performance.now()));

idle.push(...lines);
await (rate ? openLoop(idle) : closedLoop(lines));
const tookMs = performance.now() - startMs;
for (const line of lines) line.close();

function waits(list) {
  const sorted = Float64Array.from(list).toSorted();
  const at = (share) => Math.round(1000 * (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0)) / 1000;
  const mean = list.reduce((sum, ms) => sum + ms, 0) / Math.max(1, list.length);
  return { perSecond: Math.round((1000 * list.length) / tookMs), meanMs: Math.round(1000 * mean) / 1000, p50Ms: at(0.5), p99Ms: at(0.99) };
}
const answers = accepted.length + refused.length + bad;
console.log(JSON.stringify({ requests: answers, ...waits(accepted), bad, unsent, refused: { count: refused.length, ...waits(refused) } }));
