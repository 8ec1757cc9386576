import { Readable } from 'node:stream';
import { parseConnectionUrl } from 'nodemailer/lib/shared';
import SMTPConnection from 'nodemailer/lib/smtp-connection';

/**
 * What became of a letter. `later`: it was certainly not accepted and may be tried again. `never`: it was refused for
 * good. `unclear`: the connection broke after its words had begun to leave, and nobody can know.
 */
export type HandedOver = { outcome: 'taken' } | { outcome: 'later' | 'never' | 'unclear'; reason: string };

type Fault = Error & { code?: string; originalCode?: string; responseCode?: number };

/** In all, so that a job never lasts longer; `freeAbandonedJobs` counts on it. */
export const LONGEST_HAND_OVER_MS = 90_000;

/**
 * Hands one letter to a mail server. nodemailer's transports report a connection that breaks after the words have left
 * like one that was never made, and their pool would send again; so its connection is used by itself, and whether
 * the words have begun to leave is seen on the stream they are read from, which it reads after the server's go-ahead.
 */
export async function handOver(
  smtpUrl: string,
  envelope: { from: string; to: string[] },
  bytes: Buffer,
): Promise<HandedOver> {
  const options = parseConnectionUrl(smtpUrl);
  const connection = new SMTPConnection({
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 60_000,
    ...options,
    // A password must not travel in the clear because somebody on the way removed the offer of encryption.
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
      const deadline = setTimeout(() => reject(new Error('no end in sight')), LONGEST_HAND_OVER_MS);
      const done = (fault?: Error | null) => {
        clearTimeout(deadline);
        if (fault) reject(fault);
        else resolve();
      };
      // Kept for good: what comes after the end has nobody else to hear it, and would end the process.
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
    return { outcome: 'taken' };
  } catch (error) {
    connection.close();
    return judge(error as Fault, { greeted, leaving: (words as string) === 'leaving' });
  } finally {
    message.destroy();
  }
}

/** A server's own "no" is clear at any time (RFC 5321, 4.2.1); silence is clear only while the words are still here. */
export function judge(fault: Fault, { greeted, leaving }: { greeted: boolean; leaving: boolean }): HandedOver {
  const { responseCode } = fault;
  const reason = responseCode ? `answer ${responseCode}` : (fault.originalCode ?? fault.code ?? fault.name);
  if (responseCode && responseCode >= 400) {
    // Before the letter was spoken of, "never" is about our sign-in or our address: settings, which can be corrected.
    return { outcome: responseCode >= 500 && greeted ? 'never' : 'later', reason };
  }
  return { outcome: leaving ? 'unclear' : 'later', reason };
}

function isLoopback(host: string | undefined): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host ?? '');
}
