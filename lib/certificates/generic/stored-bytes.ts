import { LRUCache } from 'lru-cache';
import type { Queryable } from '@/db/client';
import { findCertificateBytes } from '@/db/queries/certificates';
import { sharedInProcess } from '@/lib/platform/shared';

const CACHE_BYTES = 64 * 1024 * 1024;

// A stored certificate never changes, so its bytes can be cached by id as long as there is room. The query that found
// the id has already checked that the reader is allowed to have them.
const cache = sharedInProcess(
  'certificateBytes',
  () => new LRUCache<number, Buffer>({ maxSize: CACHE_BYTES, sizeCalculation: (bytes) => bytes.byteLength }),
);

/** Returns the bytes of a stored certificate, exactly as they were generated. */
export async function storedBytes(db: Queryable, certificateId: number): Promise<Buffer> {
  const kept = cache.get(certificateId);
  if (kept) return kept;
  const bytes = await findCertificateBytes(db, certificateId);
  if (!bytes) throw new Error(`certificate ${certificateId} has no row`);
  cache.set(certificateId, bytes);
  return bytes;
}
