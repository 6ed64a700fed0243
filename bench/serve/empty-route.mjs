// The same framework with nothing behind it: what a request costs before the product does anything. `node empty-route.mjs ANSWER.json`: every body is
// read as JSON and answered with that document, so that both sides take in and give out as many bytes.
import { readFileSync } from 'node:fs';
import Fastify from 'fastify';

const answer = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const app = Fastify({ logger: false, bodyLimit: 64 << 20 });
app.post('/predict', (_request, reply) => {
  reply.send(answer);
});
await app.listen({ port: 0, host: '127.0.0.1' });
console.log(JSON.stringify({ url: `http://127.0.0.1:${app.server.address().port}` }));
process.on('SIGTERM', () => process.exit(0));
