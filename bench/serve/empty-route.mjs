// The same framework with nothing behind it: what a request costs before the product does anything.
import Fastify from 'fastify';

const app = Fastify({ logger: false, bodyLimit: 64 << 20 });
app.post('/predict', { schema: { response: { 200: { type: 'object', properties: { ok: { type: 'boolean' } } } } } }, (_request, reply) => {
  reply.send({ ok: true });
});
await app.listen({ port: 0, host: '127.0.0.1' });
console.log(JSON.stringify({ url: `http://127.0.0.1:${app.server.address().port}` }));
process.on('SIGTERM', () => process.exit(0));
