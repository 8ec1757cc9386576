import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

type Verdict = { code: number; say: string } | 'hang up' | 'say nothing' | null;

export type MailServer = {
  url: string;
  port: number;
  /** What it took, in order. */
  taken: ParsedMail[];
  /** How many letters were begun, taken or not. */
  begun: number;
  /** The Message-ID of each letter it has had whole, taken or not. */
  messageIds: (string | undefined)[];
  /** Its answer to the recipient (null: welcome), asked anew for each letter. */
  toRecipient: () => Verdict;
  /** Its answer once it has the whole letter. */
  toLetter: () => Verdict;
  close(): Promise<void>;
};

/** A real mail server on a free port of this machine, or on a given one. */
export async function startMailServer(port = 0): Promise<MailServer> {
  const refusal = ({ code, say }: { code: number; say: string }) =>
    Object.assign(new Error(say), { responseCode: code });
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 200,
    onRcptTo(_address, _session, callback) {
      const verdict = held.toRecipient();
      callback(typeof verdict === 'object' && verdict ? refusal(verdict) : null);
    },
    onData(stream, session, callback) {
      held.begun += 1;
      const whole = (mail: ParsedMail) => {
        held.messageIds.push(mail.messageId);
        const verdict = held.toLetter();
        if (verdict === 'say nothing') return;
        if (verdict === 'hang up') {
          // Its list of open connections is not in its types.
          const { connections } = server as unknown as { connections: Set<{ id: string; close(): void }> };
          for (const connection of connections) if (connection.id === session.id) connection.close();
          return;
        }
        if (!verdict) held.taken.push(mail);
        callback(verdict ? refusal(verdict) : null);
      };
      // A sender that dies in the middle leaves no letter.
      void simpleParser(stream).then(whole, () => {});
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  const address = server.server.address() as AddressInfo;
  const held: MailServer = {
    url: `smtp://127.0.0.1:${address.port}`,
    port: address.port,
    taken: [],
    begun: 0,
    messageIds: [],
    toRecipient: () => null,
    toLetter: () => null,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return held;
}
