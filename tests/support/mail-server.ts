import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

type Verdict = { code: number; say: string } | 'hang up' | 'say nothing' | null;

export type MailServer = {
  url: string;
  port: number;
  /** The emails that the server accepted, in order. */
  taken: ParsedMail[];
  /** How many emails it accepted for each recipient. */
  takenFor: Map<string, number>;
  /** Whether it only counts emails, and reads and keeps none. */
  counts: boolean;
  /** What accepting an email to this recipient waits for, if the server only counts; null accepts at once. */
  holdBack: (address: string) => Promise<unknown> | null;
  /** The answer to each new connection; null accepts. */
  toConnection: () => Exclude<Verdict, 'hang up' | 'say nothing'>;
  /** When connections were made, in milliseconds. */
  connections: number[];
  /** How many emails were begun, accepted or not. */
  begun: number;
  /** The return address of each email that was begun. */
  returnPaths: string[];
  /** Takes each complete email instead of `taken`, as a mail server that hands it to a command; false: try again later. */
  handTo: ((message: Buffer) => Promise<boolean>) | null;
  /** The Message-ID of each email that was received completely, accepted or not. */
  messageIds: (string | undefined)[];
  /** Decides the answer to the recipient of each email; null accepts. */
  toRecipient: () => Verdict;
  /** Decides the answer to each complete email. */
  toEmail: () => Verdict;
  /** Ends all connections, as when they were idle for too long. */
  endConnections(): void;
  openConnections(): number;
  close(): Promise<void>;
};

/** Starts a real mail server on a free port of this machine, or on the given one. */
export async function startMailServer(port = 0): Promise<MailServer> {
  const refusal = ({ code, say }: { code: number; say: string }) =>
    Object.assign(new Error(say), { responseCode: code });
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 200,
    onConnect(_session, callback) {
      mailServer.connections.push(performance.now());
      const verdict = mailServer.toConnection();
      callback(verdict && refusal(verdict));
    },
    onRcptTo(_address, _session, callback) {
      const verdict = mailServer.toRecipient();
      callback(typeof verdict === 'object' && verdict ? refusal(verdict) : null);
    },
    onData(stream, session, callback) {
      mailServer.begun += 1;
      const { mailFrom } = session.envelope;
      mailServer.returnPaths.push(mailFrom ? mailFrom.address : '');
      const { handTo } = mailServer;
      if (handTo) {
        void buffer(stream)
          .then(handTo)
          .then((done) => callback(done ? null : refusal({ code: 451, say: '4.3.0 Try again later' })));
        return;
      }
      if (mailServer.counts) {
        stream.resume();
        stream.on('end', async () => {
          for (const { address } of session.envelope.rcptTo) {
            await mailServer.holdBack(address);
            mailServer.takenFor.set(address, (mailServer.takenFor.get(address) ?? 0) + 1);
          }
          callback();
        });
        return;
      }
      const whole = (mail: ParsedMail) => {
        mailServer.messageIds.push(mail.messageId);
        const verdict = mailServer.toEmail();
        if (verdict === 'say nothing') return;
        if (verdict === 'hang up') {
          for (const connection of open()) if (connection.id === session.id) connection.close();
          return;
        }
        if (!verdict) mailServer.taken.push(mail);
        callback(verdict ? refusal(verdict) : null);
      };
      // A sender that dies in the middle leaves no email.
      void simpleParser(stream).then(whole, () => {});
    },
  });
  // The types leave out the server's list of open connections.
  const open = () => (server as unknown as { connections: Set<{ id: string; close(): void }> }).connections;
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  const address = server.server.address() as AddressInfo;
  const mailServer: MailServer = {
    url: `smtp://127.0.0.1:${address.port}`,
    port: address.port,
    taken: [],
    takenFor: new Map(),
    counts: false,
    holdBack: () => null,
    toConnection: () => null,
    connections: [],
    begun: 0,
    returnPaths: [],
    handTo: null,
    messageIds: [],
    endConnections: () => {
      for (const connection of open()) connection.close();
    },
    openConnections: () => open().size,
    toRecipient: () => null,
    toEmail: () => null,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return mailServer;
}
