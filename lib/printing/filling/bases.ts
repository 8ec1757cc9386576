import { createHash, type Hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Database } from '@/db/client';
import { findCertificateBase, keepCertificateBase } from '@/db/queries/certificate-bases';
import { isAppError } from '@/lib/platform/errors';
import { log } from '@/lib/platform/log';
import { isPrintPlaceRefused, type PrintVisit } from '@/lib/platform/pdf/renderer';
import { sharedInProcess } from '@/lib/platform/shared';
import type { Visit } from '@/lib/platform/visit';
import { factsHash, type NamedFacts, type SharedFacts, TEMPLATE_VERSION } from '../facts';
import { signatureArtOf } from '../signature/signature-art';
import type { BasePlan } from './base-plan';
import { addressBefore, type BaseSheet, baseKey, baseSheet, printBase } from './print-base';

/** The beginning that certificates with the same shared facts have in common. */
export type Base = {
  id: number;
  plan: BasePlan;
  /** The SHA-256 state after the base's bytes; each certificate copies it. */
  hash: Hash;
};

/** The number of recent bases in memory, some 5 KB each, without their bytes. */
const KEPT = 200;

type Kept = LRUCache<string, Promise<Base | null>>;
type BaseVisit = Pick<Visit, 'db' | 'clock'> & PrintVisit;

// Each database has its own cache, because a base's number means nothing in another database.
const kept = sharedInProcess('certificates.bases', () => new WeakMap<Database, Kept>());

/**
 * Returns the base for a certificate, which the browser prints if none is stored yet; null when the sheet cannot be
 * cut, so that its certificates have to be printed one by one. Must be called outside of any transaction.
 * @throws AppError `too_many` or `unavailable` when too many certificates are being printed at once
 */
export async function baseFor(visit: BaseVisit, facts: NamedFacts): Promise<Base | null> {
  const address = addressBefore(facts);
  if (address === null) return null;
  const shared = sharedFactsOf(facts);
  // The key includes the template, which changes in a running process during development.
  const key = JSON.stringify([factsHash(shared), TEMPLATE_VERSION, address]);
  const bases = kept.get(visit.db) ?? new LRUCache({ max: KEPT });
  kept.set(visit.db, bases);
  for (let underWay = bases.get(key); underWay; underWay = bases.get(key)) {
    try {
      return await underWay;
    } catch (error) {
      // When another visit found no free place to print, this one may still find one.
      if (!isPrintPlaceRefused(error)) throw error;
    }
  }
  const base = findOrMake(visit, shared, address);
  bases.set(key, base);
  // A failed attempt may succeed the next time.
  base.catch(() => bases.delete(key));
  return base;
}

async function findOrMake(visit: BaseVisit, shared: SharedFacts, address: string): Promise<Base | null> {
  const sheet = await baseSheet(shared, address, await signatureArtOf(visit.db, shared));
  const key = await baseKey(sheet);
  const known = await find(visit.db, key);
  if (known) return known;
  const made = await make(visit, sheet);
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

async function make(visit: BaseVisit, sheet: BaseSheet) {
  try {
    return await printBase(visit, sheet);
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
