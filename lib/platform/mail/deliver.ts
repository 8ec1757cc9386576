import { Readable } from 'node:stream';
import { parseConnectionUrl } from 'nodemailer/lib/shared';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { type BounceStatus, statusOfRefusal } from './bounces/rules';

/**
 * The outcome of an email. `deferred`: it was certainly not accepted and may be retried. `rejected`: it was refused
 * permanently. `unknown`: the connection broke after the email had started to leave, so nobody can know.
 */
export type Delivery =
  | { outcome: 'accepted' }
  | { outcome: 'unknown'; reason: string }
  /** `serverAway`: the mail server takes no other email now, either. */
  | { outcome: 'deferred'; reason: string; serverAway?: boolean }
  /** `status` is missing when the email was never given to a mail server. */
  | { outcome: 'rejected'; reason: string; status?: BounceStatus };

type Fault = Error & { code?: string; originalCode?: string; responseCode?: number; response?: string };

/** In total, so that an email cannot keep its slot longer; `maxSeconds` of the job relies on it. */
export const MAX_DELIVERY_MS = 90_000;

/**
 * Passes one email to a mail server. nodemailer's transports report a connection that breaks after the email has left just
 * like one that was never made, and their pool would send again. So its connection is used directly, and the stream that it
 * reads the email from, after the server's go-ahead, shows whether the email has started to leave.
 */
export async function deliver(
  smtpUrl: string,
  envelope: { from: string; to: string[] },
  bytes: Buffer,
): Promise<Delivery> {
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
  let words: 'here' | 'leaving' = 'here';
  let greeted = false;
  const message = new Readable({
    read() {
      words = 'leaving';
      this.push(bytes);
      this.push(null);
    },
  });

  try {
    await new Promise<void>((resolve, reject) => {
      const deadline = setTimeout(() => reject(new Error('no end in sight')), MAX_DELIVERY_MS);
      const done = (fault?: Error | null) => {
        clearTimeout(deadline);
        if (fault) reject(fault);
        else resolve();
      };
      // Never removed: nothing else would handle errors after the end, and they would end the process.
      connection.on('error', done);
      const send = () => {
        greeted = true;
        connection.send(envelope, message, (fault) => done(fault));
      };
      connection.connect((fault) => {
        if (fault) return done(fault);
        if (!options.auth) return send();
        const { user = '', pass = '' } = options.auth;
        connection.login({ credentials: { user, pass } }, (refused) => (refused ? done(refused) : send()));
      });
    });
    connection.quit();
    return { outcome: 'accepted' };
  } catch (error) {
    connection.close();
    return judge(error as Fault, { greeted, leaving: (words as string) === 'leaving' });
  } finally {
    message.destroy();
  }
}

/**
 * Decides what a failure means: a server's explicit "no" is certain at any time (RFC 5321, 4.2.1), silence only while the
 * email has not started to leave.
 */
export function judge(fault: Fault, { greeted, leaving }: { greeted: boolean; leaving: boolean }): Delivery {
  const { responseCode } = fault;
  const reason = responseCode ? `answer ${responseCode}` : (fault.originalCode ?? fault.code ?? fault.name);
  if (responseCode && responseCode >= 400) {
    // Before the email was mentioned, "rejected" is about our sign-in or our address: settings, which can be corrected.
    if (responseCode < 500 || !greeted) {
      return { outcome: 'deferred', reason, serverAway: !greeted || takesNoEmail(responseCode, fault.response ?? '') };
    }
    return { outcome: 'rejected', reason, status: statusOfRefusal(fault.response ?? '') };
  }
  return leaving ? { outcome: 'unknown', reason } : { outcome: 'deferred', reason, serverAway: true };
}

/**
 * Whether an answer is about the mail server, and not about this email: it closes the connection (421), has had too many
 * connections or emails (432, 454), or its system is full or closed (RFC 3463, X.3.X).
 */
function takesNoEmail(code: number, response: string): boolean {
  return [421, 432, 454].includes(code) || /^4\d\d[ -]4\.3\.\d/.test(response);
}

function isLoopback(host: string | undefined): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host ?? '');
}
