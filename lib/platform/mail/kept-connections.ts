import { parseConnectionUrl } from 'nodemailer/lib/shared';
import SMTPConnection from 'nodemailer/lib/smtp-connection';

/** A connection to a mail server. */
export type MailConnection = {
  connection: SMTPConnection;
  /** Whether the server accepted an email on it, which then is ready for the next one. */
  isReady: boolean;
  emails: number;
  /** Gets what goes wrong while an email is being sent. */
  onFault: (fault: Error) => void;
};

type Kept = { smtpUrl: string; mail: MailConnection; timer: NodeJS.Timeout };

/** Mail servers close a connection that rests for minutes; this is long enough for the next email of a mailing. */
const KEPT_MS = 2_000;

/** As many as most mail servers take on one connection, and nodemailer's own pool sends. */
const MAX_EMAILS = 100;

const kept: Kept[] = [];

/** Makes a connection that is not open yet. */
export function newConnection(smtpUrl: string): MailConnection {
  const options = parseConnectionUrl(smtpUrl);
  const connection = new SMTPConnection({
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 60_000,
    ...options,
    // A password must not travel unencrypted because somebody in between removed the offer of encryption.
    ...(options.auth && !options.secure
      ? { requireTLS: options.requireTLS !== false && !isLoopback(options.host) }
      : {}),
  });
  const mail: MailConnection = { connection, isReady: false, emails: 0, onFault: () => {} };
  // Never removed: nothing else would handle errors after the end, and they would end the process.
  connection.on('error', (fault: Error) => mail.onFault(fault));
  connection.on('end', () => forget(mail));
  return mail;
}

/** Opens a connection to the mail server and signs in. `done` is called once. */
export function openConnection({ connection }: MailConnection, smtpUrl: string, done: (fault?: Error | null) => void) {
  const { auth } = parseConnectionUrl(smtpUrl);
  connection.connect((fault) => {
    if (fault || !auth) return done(fault);
    const { user = '', pass = '' } = auth;
    connection.login({ credentials: { user, pass } }, (refused) => done(refused));
  });
}

/** Returns a connection on which an email was accepted a moment ago, or a new one. */
export function takeConnection(smtpUrl: string): MailConnection {
  const found = kept.find((each) => each.smtpUrl === smtpUrl);
  if (!found) return newConnection(smtpUrl);
  forget(found.mail);
  return found.mail;
}

/** Keeps a connection for a moment after an email was accepted on it: a mailing then opens one for a hundred emails. */
export function keepConnection(smtpUrl: string, mail: MailConnection): void {
  mail.isReady = true;
  mail.emails += 1;
  if (mail.emails >= MAX_EMAILS) {
    mail.connection.quit();
    return;
  }
  const timer = setTimeout(() => {
    forget(mail);
    mail.connection.quit();
  }, KEPT_MS);
  kept.push({ smtpUrl, mail, timer: timer.unref() });
}

function forget(mail: MailConnection): void {
  const at = kept.findIndex((each) => each.mail === mail);
  if (at >= 0) clearTimeout(kept.splice(at, 1)[0]!.timer);
}

function isLoopback(host: string | undefined): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host ?? '');
}
