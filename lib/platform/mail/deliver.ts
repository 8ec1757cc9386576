import { Readable } from 'node:stream';
import { type BounceStatus, statusOfRefusal } from './bounces/rules';
import { keepConnection, type MailConnection, newConnection, openConnection, takeConnection } from './kept-connections';

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

type Outgoing = { envelope: { from: string; to: string[] }; bytes: Buffer };

/**
 * Passes one email to a mail server. nodemailer's transports report a connection that breaks after the email has left just
 * like one that was never made, and their pool would send again. So its connection is used directly, and the stream that it
 * reads the email from, after the server's go-ahead, shows whether the email has started to leave.
 * @param stopping aborted when this process ends: an email that has not started to leave is then deferred
 */
export async function deliver(
  smtpUrl: string,
  envelope: Outgoing['envelope'],
  bytes: Buffer,
  stopping: AbortSignal = new AbortController().signal,
): Promise<Delivery> {
  const until = performance.now() + MAX_DELIVERY_MS;
  const mail = takeConnection(smtpUrl);
  const wasReady = mail.isReady;
  const delivery = await sendOn(mail, smtpUrl, { envelope, bytes }, { until, stopping });
  // The server may have closed the connection since the last email. None of this one has left, so a new one is opened.
  const again = wasReady && delivery.outcome === 'deferred' && delivery.serverAway;
  return again ? sendOn(newConnection(smtpUrl), smtpUrl, { envelope, bytes }, { until, stopping }) : delivery;
}

async function sendOn(
  mail: MailConnection,
  smtpUrl: string,
  { envelope, bytes }: Outgoing,
  { until, stopping }: { until: number; stopping: AbortSignal },
): Promise<Delivery> {
  const { connection } = mail;
  let words: 'here' | 'leaving' = 'here';
  let greeted = false;
  let stop = () => {};
  const message = new Readable({
    read() {
      words = 'leaving';
      this.push(bytes);
      this.push(null);
    },
  });
  try {
    await new Promise<void>((resolve, reject) => {
      const deadline = setTimeout(() => reject(new Error('no end in sight')), until - performance.now());
      const done = (fault?: Error | null) => {
        clearTimeout(deadline);
        if (fault) reject(fault);
        else resolve();
      };
      mail.onFault = done;
      stop = () => {
        if (words === 'here') done(new Error('this process ends'));
      };
      stopping.addEventListener('abort', stop);
      if (stopping.aborted) return stop();
      const send = () => {
        greeted = true;
        connection.send(envelope, message, (fault) => done(fault));
      };
      if (mail.isReady) send();
      else openConnection(mail, smtpUrl, (fault) => (fault ? done(fault) : send()));
    });
    keepConnection(smtpUrl, mail);
    return { outcome: 'accepted' };
  } catch (error) {
    connection.close();
    if (stopping.aborted && words === 'here') return { outcome: 'deferred', reason: 'this process ends' };
    return judge(error as Fault, { greeted, leaving: (words as string) === 'leaving' });
  } finally {
    stopping.removeEventListener('abort', stop);
    mail.onFault = () => {};
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
