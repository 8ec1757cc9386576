import { createHash, type Hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Database } from '@/db/client';
import { findCertificateBase, keepCertificateBase } from '@/db/queries/certificate-bases';
import { isAppError } from '@/lib/platform/errors';
import { log } from '@/lib/platform/log';
import type { LetterFont } from '@/lib/platform/pdf/files/letter-font';
import { sharedInProcess } from '@/lib/platform/shared';
import type { Visit } from '@/lib/platform/visit';
import { factsHash, type NamedFacts, type SharedFacts, TEMPLATE_VERSION } from '../facts';
import { signatureArtOf } from '../signing/signature-art';
import { baseFont } from './base-font';
import type { BasePlan } from './base-plan';
import { addressBefore, printBase } from './print-base';

/** The beginning that certificates with the same shared facts have in common. */
export type Base = {
  id: number;
  plan: BasePlan;
  /** SHA-256 fed with the base's bytes: copied for each certificate. */
  hash: Hash;
};

/** Raised with every change of what is cut out of a sheet, and of how it is filled. */
const FILLER_VERSION = 1;

/** Bases of recent events, some 5 KB each: their bytes are not kept here. */
const KEPT = 200;

type Kept = LRUCache<string, Promise<Base | null>>;

// By database: a number of one means nothing in another.
const kept = sharedInProcess('certificates.bases', () => new WeakMap<Database, Kept>());

/**
 * The base for a certificate, made by the browser and stored if there is none yet; null when the sheet cannot be cut, so
 * that its certificates have to be printed one by one. Call it outside of any transaction.
 * @throws AppError `unavailable` when too many certificates are being printed at once
 */
export async function baseFor(visit: Pick<Visit, 'db' | 'clock'>, facts: NamedFacts): Promise<Base | null> {
  const address = addressBefore(facts);
  if (address === null) return null;
  const shared = sharedFactsOf(facts);
  const key = await keyOf(shared, address);
  const bases = kept.get(visit.db) ?? new LRUCache({ max: KEPT });
  kept.set(visit.db, bases);
  let base = bases.get(key);
  if (!base) {
    base = findOrMake(visit, key, shared, address);
    bases.set(key, base);
    // What failed may go well the next time.
    base.catch(() => bases.delete(key));
  }
  return base;
}

async function findOrMake(
  visit: Pick<Visit, 'db' | 'clock'>,
  key: string,
  shared: SharedFacts,
  address: string,
): Promise<Base | null> {
  const known = await find(visit.db, key);
  if (known) return known;
  const made = await make(visit, shared, address);
  if (!made) return null;
  await keepCertificateBase(visit.db, {
    eventId: shared.eventNumber,
    factsHash: key,
    ...made,
    createdAt: visit.clock.now(),
  });
  return find(visit.db, key);
}

async function find(db: Database, key: string): Promise<Base | null> {
  const row = await findCertificateBase(db, key);
  if (!row) return null;
  return { id: row.id, plan: row.plan as BasePlan, hash: createHash('sha256').update(row.bytes) };
}

async function make({ db }: Pick<Visit, 'db'>, shared: SharedFacts, address: string) {
  try {
    return await printBase(shared, address, await signatureArtOf(db, shared));
  } catch (error) {
    if (isAppError(error)) throw error;
    log.warn({ reason: String(error) }, 'A certificate cannot be filled; certificates are printed one by one');
    return null;
  }
}

function sharedFactsOf(facts: NamedFacts): SharedFacts {
  const { participantName, participantSchool, participantNumber, serial, verifyUrl, ...shared } = facts;
  return shared;
}

/** What the base's bytes depend on. */
async function keyOf(shared: SharedFacts, address: string): Promise<string> {
  const parts = [factsHash(shared), TEMPLATE_VERSION, FILLER_VERSION, await fontFingerprint(), address];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

const fingerprints = new WeakMap<LetterFont, string>();

/** Another version of the font numbers its letters otherwise: certificates filled with it need a base of their own. */
async function fontFingerprint(): Promise<string> {
  const font = await baseFont();
  const fingerprint = fingerprints.get(font) ?? font.fingerprint();
  fingerprints.set(font, fingerprint);
  return fingerprint;
}
