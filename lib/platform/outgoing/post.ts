import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { inTurn } from '../turns';
import { isLoopback, isPublicAddress } from './public-address';

/** The most of an answer that is read. */
const MAX_EXCERPT_BYTES = 300;

export type Outgoing = {
  url: string;
  headers: Record<string, string>;
  body: string;
  /** For everything together: looking up the name, connecting, and the answer. */
  timeoutMs: number;
  /** Whether this machine may be the receiver, and without TLS: for tests and development only. */
  allowLoopback: boolean;
};

/** The answer's status, and the beginning of its body. */
export type Posted = { status: number; excerpt: string };

/** No answer came. `message` says why, in our words, for the people who chose the address. */
export class PostFailed extends Error {
  override readonly name = 'PostFailed';
}

/**
 * Posts a text to an address that a user chose. The name is looked up once, every address it has must be public, and the
 * connection goes to these addresses and no others, so that a name cannot lead into the network of the server. Redirects
 * are not followed.
 * @throws PostFailed when there was no answer
 */
export async function post(outgoing: Outgoing): Promise<Posted> {
  const timeout = AbortSignal.timeout(outgoing.timeoutMs);
  const late = new Promise<never>((_resolve, reject) => {
    timeout.addEventListener('abort', () =>
      reject(new PostFailed(`No complete answer within ${outgoing.timeoutMs / 1_000} seconds.`)),
    );
  });
  return Promise.race([send(outgoing, timeout), late]);
}

async function send(outgoing: Outgoing, signal: AbortSignal): Promise<Posted> {
  const url = new URL(outgoing.url);
  const addresses = await checkedAddresses(url, outgoing.allowLoopback, signal);
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? https : http).request(url, {
      method: 'POST',
      headers: { ...outgoing.headers, 'Content-Length': Buffer.byteLength(outgoing.body), Connection: 'close' },
      agent: false,
      lookup: alwaysThese(addresses),
      signal,
    });
    // More than one error can come, also after the answer.
    request.on('error', (error: NodeJS.ErrnoException) => reject(new PostFailed(describe(error))));
    request.once('response', (response) => {
      const { statusCode = 0 } = response;
      const chunks: Buffer[] = [];
      let length = 0;
      const answer = () => {
        request.destroy();
        resolve({ status: statusCode, excerpt: excerptOf(Buffer.concat(chunks)) });
      };
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        length += chunk.length;
        if (length >= MAX_EXCERPT_BYTES) answer();
      });
      response.once('end', answer);
      // The status came; what is missing is only the excerpt.
      response.on('error', answer);
    });
    request.end(outgoing.body);
  });
}

async function checkedAddresses(url: URL, allowLoopback: boolean, signal: AbortSignal): Promise<LookupAddress[]> {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const addresses = await lookUp(host, signal).catch(() => []);
  if (addresses.length === 0) throw new PostFailed(`The name ${host} was not found.`);
  const isLocal = allowLoopback && addresses.every(({ address }) => isLoopback(address));
  if (!isLocal && !addresses.every(({ address }) => isPublicAddress(address))) {
    throw new PostFailed(`${host} is not an address on the public internet.`);
  }
  if (url.protocol !== 'https:' && !isLocal) throw new PostFailed('The address does not start with https://.');
  return addresses;
}

/**
 * Looks up a name, one at a time in this process: the system does only two at once, and the database's name is looked up in
 * the same way. A lookup cannot be canceled, so one whose time is over still has its turn until it ends.
 */
async function lookUp(host: string, signal: AbortSignal): Promise<LookupAddress[]> {
  // A literal IP address comes back as it is.
  if (isIP(host)) return lookup(host, { all: true });
  return inTurn('lookup of an outgoing address', async () => (signal.aborted ? [] : lookup(host, { all: true })));
}

/** Returns a lookup that answers with the checked addresses, whatever the name leads to by now. */
function alwaysThese(addresses: LookupAddress[]): LookupFunction {
  return (_host, { all }, done) => {
    if (all) done(null, addresses);
    else done(null, addresses[0]!.address, addresses[0]!.family);
  };
}

function describe({ code = '', message }: NodeJS.ErrnoException): string {
  if (code === 'ECONNREFUSED') return 'The connection was refused.';
  if (code === 'ECONNRESET' || /socket hang up/.test(message)) return 'The connection was closed without an answer.';
  if (/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code)) return `The TLS certificate was not accepted (${code}).`;
  if (/^HPE_/.test(code)) return 'The answer was not HTTP.';
  return code ? `The connection failed (${code}).` : 'The connection failed.';
}

/** Returns printable text: databases and pages get nothing else. */
function excerptOf(bytes: Buffer): string {
  const text = new TextDecoder().decode(bytes.subarray(0, MAX_EXCERPT_BYTES));
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\s]+/gu, ' ').trim();
}
