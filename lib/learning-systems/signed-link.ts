import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { findEventToEarn, type LearnerOnRoster } from '@/db/queries/learners';
import { findKeyByPublicId } from '@/db/queries/learning-systems';
import { whyNotIssuable } from '@/lib/certificates/issue/rules';
import { eventNotFound } from '@/lib/events/find-event';
import { sameHash } from '@/lib/platform/keyed-hash';
import type { Visit } from '@/lib/platform/visit';
import type { KeyVisit } from './authenticate';
import { inWords } from './in-words';
import { findLearner } from './issue-to-learner';
import { type KnownAs, knownAs, type Learner, learnerId, learnerShape } from './learner';
import { whyNotEarned } from './rules';
import { openSigningKey } from './secret';

/** A link may be valid for so long (choice): a page of a course makes a new one each time it is shown. */
export const MOST_DAYS = 31;

/** The parts of the address that a learning system sends its learner to: which key, what it says, and its proof. */
export type SignedLink = { key: string; data: string; signature: string };

const LONGEST_DATA = 6_000;

const EXPIRES = '“expires” is the moment at which the link ends, in whole seconds since 1970.';

/** What `data` holds, as JSON in base64url. */
export const linkData = z.strictObject({
  ...learnerShape,
  learnerId,
  expires: z.int(EXPIRES).positive(EXPIRES),
});

/** What one sees of an event before claiming its certificate. */
export type CourseEvent = NonNullable<Awaited<ReturnType<typeof findEventToEarn>>>;

export type OpenedLink =
  /** Wrong, expired, or of a key that was revoked: which of them, nobody is told. */
  | { kind: 'closed' }
  /** The learning system has signed it, and has something wrong in it. */
  | { kind: 'unusable'; why: string }
  | {
      kind: 'open';
      visit: KeyVisit;
      /** When it was noted last that the key is in use. */
      lastUsedAt: Date | null;
      learner: Learner;
      known: KnownAs;
      event: CourseEvent;
      /** The learner's place on the roster, with the certificate if there is one; null: none yet. */
      person: LearnerOnRoster | null;
    };

/** The signature of a link, in hexadecimal: HMAC-SHA-256 over the key's id, a full stop, and the data. */
export function signatureOf({ key, data }: Pick<SignedLink, 'key' | 'data'>, signingKey: Uint8Array): string {
  return createHmac('sha256', signingKey).update(`${key}.${data}`).digest('hex');
}

/** Reads a signed link. Changes nothing, however often it is opened. */
export async function openSignedLink(visit: Visit, link: SignedLink): Promise<OpenedLink> {
  const found = await findKeyByPublicId(visit.db, link.key);
  const signingKey = found && openSigningKey(found.sealedSigningKey, found.publicId);
  if (!found || !signingKey || !sameHash(signatureOf(link, signingKey), link.signature.toLowerCase())) {
    return { kind: 'closed' };
  }
  const { id, publicId, providerId, lastUsedAt } = found;
  return readData({ ...visit, key: { id, publicId, providerId } }, lastUsedAt, link.data);
}

async function readData(visit: KeyVisit, lastUsedAt: Date | null, data: string): Promise<OpenedLink> {
  const read = linkData.safeParse(jsonOf(data), { error: inWords });
  if (!read.success) {
    const { path, message } = read.error.issues[0]!;
    return { kind: 'unusable', why: path.length > 0 ? `${path.join('.')}: ${message}` : message };
  }
  const { expires, learnerId: id, ...learner } = read.data;
  const now = visit.clock.now().getTime() / 1000;
  if (expires <= now) return { kind: 'closed' };
  if (expires > now + MOST_DAYS * 86_400) {
    return { kind: 'unusable', why: `expires: A link is valid for at most ${MOST_DAYS} days.` };
  }
  const event = await findEventToEarn(visit.db, learner.eventId, { providerId: visit.key.providerId });
  if (!event) return { kind: 'unusable', why: eventNotFound().sentence };
  const known = knownAs(learner, { learnerId: id });
  const person = await findLearner(visit, learner, known);
  const today = visit.clock.today();
  const why = person?.certificateId ? null : (whyNotIssuable(event, today) ?? whyNotEarned(learner, event, today));
  return why ? { kind: 'unusable', why } : { kind: 'open', visit, lastUsedAt, learner, known, event, person };
}

function jsonOf(data: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(data, 'base64url')));
  } catch {
    return null;
  }
}

/** The link in an address's query, or null when parts of it are missing. */
export function linkOfQuery(query: Record<string, string | string[] | undefined>): SignedLink | null {
  const { key, data, signature } = query;
  if (typeof key !== 'string' || typeof data !== 'string' || typeof signature !== 'string') return null;
  const wellFormed =
    /^[\w-]{1,100}$/.test(key) && /^[\w-]+={0,2}$/.test(data) && data.length <= LONGEST_DATA && signature.length <= 128;
  return wellFormed ? { key, data, signature } : null;
}

/** The query of a link's address. */
export function queryOfLink({ key, data, signature }: SignedLink): string {
  return new URLSearchParams({ key, data, signature }).toString();
}
