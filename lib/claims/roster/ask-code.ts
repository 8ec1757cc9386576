import { randomBytes, randomInt } from 'node:crypto';
import { z } from 'zod';
import type { Transaction } from '@/db/client';
import { listLinesOfAddress } from '@/db/queries/claims';
import { insertRosterProof, type ProvedFor } from '@/db/queries/roster-proofs';
import { findLinkByToken } from '@/db/queries/share-links';
import type { Attendee } from '@/lib/access/actor';
import { authorize } from '@/lib/access/authorize';
import { standingOn } from '@/lib/access/standing';
import { attendeeEmail } from '@/lib/attendees/attendee-input';
import { entriesOf } from '@/lib/events/course-entries';
import { supportAddress } from '@/lib/platform/env';
import { keyedHash } from '@/lib/platform/keyed-hash';
import type { Email } from '@/lib/platform/mail/email';
import { sendEmail } from '@/lib/platform/mail/send-email';
import { networkOf } from '@/lib/platform/network';
import type { Visit } from '@/lib/platform/visit';
import { linkNotOpen } from '@/lib/share-links/not-found';
import { linkState } from '@/lib/share-links/rules';
import { hashLinkToken } from '@/lib/share-links/token';
import { limitSharedTries, limitTries } from '@/lib/users/rate-limit';
import { hashToken } from '@/lib/users/token';
import { CODE_DIGITS, CODE_MINUTES, LIMITS } from './rules';

export const askCodeSchema = z.object({
  address: attendeeEmail
    .pipe(z.string({ error: 'Enter the email address the provider has for you.' }))
    .transform((text) => text.toLowerCase()),
});

/** Hashes a code for storage; the hash is bound to the browser that asked, and useless without the server's key. */
export function codeHashOf(proofHash: string, code: string): string {
  return keyedHash('roster proof: code', `${proofHash}:${code}`);
}

/**
 * Sends a code to an address if it is on the event's roster. Neither the answer nor the work reveals whether it is: an
 * email is written in every case, and rolled back when nobody should get it.
 * @returns the token for the browser's cookie
 * @throws AppError `not_found` when the link is not open, `forbidden` while the provider can't give out certificates, or
 * `too_many`
 */
export async function askCode(visit: Visit, { token, address }: { token: string; address: string }): Promise<string> {
  const found = await findLinkByToken(visit.db, hashLinkToken(token));
  if (found?.link.access !== 'roster' || linkState(found.link, visit.clock.today()) !== 'open') {
    throw linkNotOpen();
  }
  const { link, event, provider, providerName } = found;
  const actor: Attendee = { kind: 'attendee', through: { kind: 'share_link', linkId: link.id }, attendeeId: null };
  const standing = standingOn(provider, visit.clock.today());
  authorize({ actor }, 'certificate.claim', { providerName, standing });
  return sendCode(visit, {
    provedFor: { shareLinkId: link.id },
    key: `roster-code:link:${link.id}`,
    keyOfNetwork: `roster-code:address:${networkOf(visit.address)}:link:${link.id}`,
    address,
    about: { title: event.title, providerName },
    findLine: async (tx) => {
      const eventIds = (await entriesOf(tx, event)).map(({ id }) => id);
      return (await listLinesOfAddress(tx, eventIds, address))[0];
    },
  });
}

type Asked = {
  provedFor: ProvedFor;
  /** The key under which codes for this link are limited, and the one for this network. */
  key: string;
  keyOfNetwork: string;
  address: string;
  about: { title: string; providerName: string };
  /** Returns a roster line with the address; undefined when there is none. */
  findLine: (tx: Transaction) => Promise<{ email: string | null } | undefined>;
};

/**
 * Sends a code to an address if a roster has it, within the limits, and remembers what the browser has to prove.
 * @returns the token for the browser's cookie
 * @throws AppError `too_many`
 */
export async function sendCode(
  visit: Visit,
  { provedFor, key, keyOfNetwork, address, about, findLine }: Asked,
): Promise<string> {
  await limitTries(visit, keyOfNetwork, LIMITS.codesPerLinkAndAddress);
  await limitSharedTries(visit, key, LIMITS.codesPerLink);
  await limitSharedTries(visit, `${key}:mailbox:${hashToken(address)}`, LIMITS.codesPerMailbox);
  const browserToken = randomBytes(32).toString('hex');
  const tokenHash = hashToken(browserToken);
  const code = String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0');
  const now = visit.clock.now();
  const expiresAt = new Date(now.getTime() + CODE_MINUTES * 60_000);
  await visit.db.transaction(async (tx) => {
    const line = await findLine(tx);
    const secret = line ? code : randomBytes(32).toString('hex');
    await insertRosterProof(tx, {
      ...provedFor,
      tokenHash,
      email: address,
      codeHash: codeHashOf(tokenHash, secret),
      createdAt: now,
      expiresAt,
    });
    const to = line?.email ?? supportAddress();
    await writeEmail(tx, visit, codeEmail(to, about, code, expiresAt), line !== undefined);
  });
  return browserToken;
}

function codeEmail(to: string, { title, providerName }: Asked['about'], code: string, expiresAt: Date): Email {
  return {
    kind: 'roster_proof.code',
    to,
    subject: 'Your code for the PDU certificate',
    paragraphs: [
      `Someone asked for the certificate for “${title}” by ${providerName}. If it was you, type this code on the page where you asked. It works for ${CODE_MINUTES} minutes.`,
      'If it was not you, do nothing. Without the code, no one can get your certificate.',
    ],
    code,
    expiresAt,
  };
}

class TakenBack extends Error {}

/**
 * Writes an email in a savepoint and rolls it back unless it should go out, so that the work is the same either way.
 */
async function writeEmail(tx: Transaction, visit: Visit, message: Email, goesOut: boolean): Promise<void> {
  try {
    await tx.transaction(async (inner) => {
      await sendEmail(inner, visit, message);
      if (!goesOut) throw new TakenBack();
    });
  } catch (error) {
    if (!(error instanceof TakenBack)) throw error;
  }
}
