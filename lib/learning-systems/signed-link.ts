import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { LearnerOnRoster } from '@/db/queries/learners';
import { findKeyByPublicId } from '@/db/queries/learning-systems';
import type { SystemKey } from '@/lib/access/actor';
import { standingOn, whyNoneGivenOut } from '@/lib/access/standing';
import { whyNotIssuable } from '@/lib/certificates/issue/rules';
import { eventNotFound } from '@/lib/events/find-event';
import { sameHash } from '@/lib/platform/keyed-hash';
import type { Visit } from '@/lib/platform/visit';
import { dayCompleted } from './completed-on';
import { describeProblem } from './describe-problem';
import { findPlace, type Place } from './find-place';
import { type KnownAs, knownAs, type Learner, learnerId, learnerShape } from './learner';
import { whyNotEarned } from './rules';
import { openSigningKey } from './secret';
import { mayGoOut } from './signed-only';

/** The longest time that a link can be valid (choice); a course page makes a new link each time it is shown. */
export const MAX_DAYS = 31;

/** The parts of the address that a learning system sends its learner to: key, data, and the signature over both. */
export type SignedLink = { key: string; data: string; signature: string };

const MAX_DATA = 6_000;

const EXPIRES = '“expires” is the moment at which the link ends, in whole seconds since 1970.';

/** The content of `data`, as JSON in base64url. */
export const linkData = z.strictObject({
  ...learnerShape,
  learnerId,
  expires: z.int(EXPIRES).positive(EXPIRES),
});

/** What the learner sees of an event before claiming its certificate. */
export type CourseEvent = Place['event'];

export type OpenedLink =
  /** Wrong, expired, or signed with a revoked key. All three look the same, so a caller cannot tell them apart. */
  | { kind: 'closed' }
  /** Correctly signed by the learning system, but something in it is wrong. */
  | { kind: 'unusable'; why: string }
  /** Its provider has to sign the event first (M12), and the learner has no certificate yet. */
  | { kind: 'unsigned'; event: CourseEvent }
  /** The provider can't give out certificates now, and the learner has none yet. */
  | { kind: 'ruled_out'; why: string }
  | {
      kind: 'open';
      /** The key that signed the link. */
      key: SystemKey;
      /** When the key's use was last recorded. */
      lastUsedAt: Date | null;
      learner: Learner;
      known: KnownAs;
      event: CourseEvent;
      /** The learner's place on the roster, with the certificate if there is one; null when there is none yet. */
      person: LearnerOnRoster | null;
    };

/** Computes the signature of a link, in hexadecimal: HMAC-SHA-256 over the key's id, a period, and the data. */
export function signatureOf({ key, data }: Pick<SignedLink, 'key' | 'data'>, signingKey: Uint8Array): string {
  return createHmac('sha256', signingKey).update(`${key}.${data}`).digest('hex');
}

/** Reads a signed link. Opening it changes nothing, no matter how often. */
export async function openSignedLink(visit: Visit, link: SignedLink): Promise<OpenedLink> {
  const found = await findKeyByPublicId(visit.db, link.key);
  const signingKey = found && openSigningKey(found.encryptedSigningKey, found.publicId);
  if (!found || !signingKey || !sameHash(signatureOf(link, signingKey), link.signature.toLowerCase())) {
    return { kind: 'closed' };
  }
  const { id, publicId, providerId, providerName, lastUsedAt, signedOnly } = found;
  const ruledOut = whyNoneGivenOut({ providerName, standing: standingOn(found, visit.clock.today()) });
  return readData(visit, { keyId: id, publicId, providerId, signedOnly }, { lastUsedAt, data: link.data, ruledOut });
}

async function readData(
  visit: Visit,
  key: SystemKey,
  { lastUsedAt, data, ruledOut }: { lastUsedAt: Date | null; data: string; ruledOut: string | null },
): Promise<OpenedLink> {
  const read = linkData.safeParse(jsonOf(data), { error: describeProblem });
  if (!read.success) {
    const { path, message } = read.error.issues[0]!;
    return { kind: 'unusable', why: path.length > 0 ? `${path.join('.')}: ${message}` : message };
  }
  const { expires, learnerId: id, ...learner } = read.data;
  const now = visit.clock.now().getTime() / 1000;
  if (expires <= now) return { kind: 'closed' };
  if (expires > now + MAX_DAYS * 86_400) {
    return { kind: 'unusable', why: `expires: A link is valid for at most ${MAX_DAYS} days.` };
  }
  const known = knownAs(learner, { learnerId: id });
  const place = await findPlace(visit.db, visit.clock, key, { learner, known });
  if (!place) return { kind: 'unusable', why: eventNotFound().sentence };
  const { event, person } = place;
  if (ruledOut && !person?.currentCertificateId) return { kind: 'ruled_out', why: ruledOut };
  const today = visit.clock.today();
  const earned = { units: learner.units, completedOn: dayCompleted(learner.completedOn, visit.clock) };
  const why = person?.currentCertificateId
    ? null
    : (whyNotIssuable(event, today) ?? whyNotEarned(earned, event, today));
  if (why) return { kind: 'unusable', why };
  if (!person?.currentCertificateId && !(await mayGoOut(visit, key, event.id))) return { kind: 'unsigned', event };
  return { kind: 'open', key, lastUsedAt, learner, known, event, person };
}

function jsonOf(data: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(data, 'base64url')));
  } catch {
    return null;
  }
}

/** Returns the link in an address's query, or null when parts of it are missing or malformed. */
export function linkOfQuery(query: Record<string, string | string[] | undefined>): SignedLink | null {
  const { key, data, signature } = query;
  if (typeof key !== 'string' || typeof data !== 'string' || typeof signature !== 'string') return null;
  const wellFormed =
    /^[\w-]{1,100}$/.test(key) && /^[\w-]+={0,2}$/.test(data) && data.length <= MAX_DATA && signature.length <= 128;
  return wellFormed ? { key, data, signature } : null;
}

/** Returns the query of a link's address. */
export function queryOfLink({ key, data, signature }: SignedLink): string {
  return new URLSearchParams({ key, data, signature }).toString();
}
