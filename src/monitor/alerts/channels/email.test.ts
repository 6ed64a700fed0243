import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import type { MillwrightError } from '../../../core/index.js';
import { sendEmail } from './email.js';
import type { NoticeMessage } from './message.js';

const message: NoticeMessage = {
  id: 'a1:opened:email ops@shop.example',
  event: 'opened',
  alert: {
    id: 'a1',
    model: 'churn',
    version: 3,
    rule: 'drift\r\nBcc: everyone@evil.example',
    since: '2024-03-01T00:00:00.000Z',
    until: null,
    text: 'tenure moved {{constructor.constructor("return process")()}}.',
    cost: { currency: 'USD', perDay: 120 },
    todo: 'Look.',
  },
};

interface Mail {
  readonly to: readonly string[];
  readonly user: string | undefined;
  readonly text: string;
}

const servers: SMTPServer[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function mailServer(password = 'pass'): Promise<{ readonly url: string; readonly mails: Mail[] }> {
  const mails: Mail[] = [];
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: ({ username, password: given }, _session, done) =>
      given === password ? done(null, { user: username }) : done(new Error('no')),
    onData: (stream, session, done) => {
      let text = '';
      stream.on('data', (bytes: Buffer) => (text += bytes.toString()));
      stream.on('end', () => {
        mails.push({ to: session.envelope.rcptTo.map((one) => one.address), user: session.user as string, text });
        done();
      });
    },
  });
  servers.push(server);
  const listening = server.listen(0, '127.0.0.1');
  await new Promise<void>((resolve) => listening.once('listening', () => resolve()));
  return { mails, url: `smtp://ops:pass@127.0.0.1:${(listening.address() as AddressInfo).port}` };
}

const channel = { kind: 'email', smtpEnv: 'SMTP', from: 'millwright@shop.example', to: ['ops@shop.example', 'me@shop.example'] } as const;
const outside = (env: Record<string, string>) => ({
  env,
  clock: () => 0,
  signal: new AbortController().signal,
  say: () => {},
  timeoutMs: 2000,
});

describe('mail', () => {
  it('is plain text to those who are named, and nothing of it is obeyed', async () => {
    const { url, mails } = await mailServer();
    await sendEmail(channel, message, outside({ SMTP: url }));
    expect(mails).toHaveLength(1);
    const [mail] = mails;
    expect(mail).toMatchObject({ to: ['ops@shop.example', 'me@shop.example'], user: 'ops' });
    expect(mail.text).toMatch(/^Content-Type: text\/plain/m);
    expect(mail.text).toMatch(/^Message-ID: <a1\.opened\.email\.ops\.shop\.example@millwright>/m);
    expect(mail.text).toMatch(/^Subject: churn: drift Bcc: everyone@evil\.example/m);
    expect(mail.text).not.toMatch(/^Bcc:/m);
    expect(mail.text.replaceAll('=\r\n', '')).toContain('{{constructor.constructor');
    expect(mail.text).toContain('120');
  });

  it.each<[string, (url: string) => Record<string, string>, RegExp]>([
    ['a wrong password', (url) => ({ SMTP: url.replace('pass', 'wr0ng') }), /EAUTH 535/],
    ['no server', () => ({ SMTP: 'smtp://127.0.0.1:1' }), /ECONNREFUSED|ESOCKET/],
    ['no address', () => ({}), /SMTP holds no address/],
  ])('%s is an error that tells no secret', async (_, env, words) => {
    const { url } = await mailServer();
    const error = (await sendEmail(channel, message, outside(env(url))).catch((thrown: unknown) => thrown)) as MillwrightError;
    expect(error.code).toBe('MW_MONITOR_NOTICE');
    expect(error.message).toMatch(words);
    expect(error.message).not.toContain('wr0ng');
  });
});
