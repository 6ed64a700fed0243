// A client for load on loopback: so many connections, each sends its next request when its answer is there. Node alone, no library.
// node load.mjs URL BODIES.json CONNECTIONS SECONDS [TOKEN]: prints {requests, perSecond, p50Ms, p99Ms, bad}
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';

const [url, file, connections, seconds, token] = process.argv.slice(2);
const { hostname, port, pathname } = new URL(url);
const requests = JSON.parse(readFileSync(file, 'utf8')).map((body) => {
  const text = JSON.stringify(body);
  const head = [
    `POST ${pathname} HTTP/1.1`,
    `Host: ${hostname}:${port}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(text)}`,
    ...(token ? [`Authorization: Bearer ${token}`] : []),
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${text}`);
});

const micros = [];
let [next, bad] = [0, 0];
const startMs = performance.now();
const endMs = startMs + 1000 * Number(seconds);

/** Where an answer that begins at 0 ends, or -1 while it is not all there. */
function answerEnd(bytes) {
  const head = bytes.indexOf('\r\n\r\n');
  if (head < 0) return -1;
  const length = /content-length: (\d+)/i.exec(bytes.latin1Slice(0, head));
  const end = head + 4 + Number(length[1]);
  return bytes.length < end ? -1 : end;
}

function lane() {
  return new Promise((done, fail) => {
    let waiting = Buffer.alloc(0);
    let sentMs = 0;
    const socket = connect({ host: hostname, port: Number(port), noDelay: true }, send);
    function send() {
      if (performance.now() >= endMs) return socket.end(done);
      sentMs = performance.now();
      socket.write(requests[next++ % requests.length]);
    }
    socket.on('error', fail);
    socket.on('data', (part) => {
      waiting = waiting.length === 0 ? part : Buffer.concat([waiting, part]);
      const end = answerEnd(waiting);
      if (end < 0) return;
      micros.push(Math.round(1000 * (performance.now() - sentMs)));
      if (waiting[9] !== 0x32) bad++;
      waiting = waiting.subarray(end);
      send();
    });
  });
}

await Promise.all(Array.from({ length: Number(connections) }, lane));
const tookMs = performance.now() - startMs;
const sorted = Float64Array.from(micros).toSorted();
const at = (share) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]) / 1000;
console.log(
  JSON.stringify({ requests: micros.length, perSecond: Math.round((1000 * micros.length) / tookMs), p50Ms: at(0.5), p99Ms: at(0.99), bad }),
);
