import { LRUCache } from 'lru-cache';
import type { Queryable } from '@/db/client';
import { findCertificateBaseBytes, findNamedCertificateParts } from '@/db/queries/named-certificates';
import { sharedInProcess } from '@/lib/platform/shared';

const CACHE_BYTES = 32 * 1024 * 1024;

type Cache = LRUCache<number, Buffer>;
const cacheOf = () => new LRUCache<number, Buffer>({ maxSize: CACHE_BYTES, sizeCalculation: (bytes) => bytes.length });

// Neither ever changes, so both are cached by id as long as there is room.
const files: Cache = sharedInProcess('namedCertificateFiles', cacheOf);
const bases: Cache = sharedInProcess('certificateBases', cacheOf);

/** Returns the file of a named certificate, exactly as it was issued. */
export async function namedFile(db: Queryable, certificateId: number): Promise<Buffer> {
  const kept = files.get(certificateId);
  if (kept) return kept;
  const parts = await findNamedCertificateParts(db, certificateId);
  if (!parts) throw new Error(`named certificate ${certificateId} has no row`);
  const { baseId, bytes, length } = parts;
  const file = baseId === null ? bytes : Buffer.concat([await baseBytes(db, baseId), bytes]);
  if (file.length !== length) throw new Error(`named certificate ${certificateId} is not as long as it was`);
  files.set(certificateId, file);
  return file;
}

/** Returns the beginning that certificates with the same shared facts have in common. */
export async function baseBytes(db: Queryable, baseId: number): Promise<Buffer> {
  const kept = bases.get(baseId);
  if (kept) return kept;
  const bytes = await findCertificateBaseBytes(db, baseId);
  if (!bytes) throw new Error(`certificate base ${baseId} has no row`);
  bases.set(baseId, bytes);
  return bytes;
}
