import { mwError } from '../../../core/index.js';
import type { EmailChannel } from '../../../model/index.js';
import { subjectOf, textOf, type NoticeMessage } from './message.js';
import { channelName } from './name.js';
import { TIMEOUT_MS, type Outside } from './surroundings.js';

/**
 * Sends a notice as plain-text mail through the SMTP server that the environment names. Nothing of the text is read as a template or as a
 * file name. Throws `MW_MONITOR_NOTICE`, whose words never hold the server's password.
 */
export async function sendEmail(channel: EmailChannel, message: NoticeMessage, { env, timeoutMs = TIMEOUT_MS }: Outside): Promise<void> {
  const url = env[channel.smtpEnv];
  if (!url || !/^smtps?:\/\//.test(url))
    throw failed(channel, `${channel.smtpEnv} holds no address such as smtps://user:password@mail.example.com`);
  // Loaded with the first mail: a server that sends none starts sooner.
  const { createTransport } = await import('nodemailer');
  const transport = createTransport({
    url,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({
      from: channel.from,
      to: [...channel.to],
      subject: subjectOf(message),
      text: textOf(message),
      messageId: `<${message.id.replaceAll(/[^\w.-]/g, '.')}@millwright>`,
    });
  } catch (cause) {
    const { code, responseCode } = cause as { readonly code?: string; readonly responseCode?: number };
    throw failed(channel, [code ?? 'it failed', responseCode].filter(Boolean).join(' '), cause);
  } finally {
    transport.close();
  }
}

const failed = (channel: EmailChannel, reason: string, cause?: unknown): Error =>
  mwError('MW_MONITOR_NOTICE', { channel: channelName(channel), reason }, { cause });
