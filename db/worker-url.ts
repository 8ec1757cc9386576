/**
 * Returns the database's address for graphile-worker. Its driver differs from ours and interprets `sslmode` differently:
 * where ours encrypts without requiring a known certificate, it would refuse. So the address states explicitly what ours
 * did.
 * @param encrypted whether our own connection is encrypted
 */
export function workerUrl(url: string, encrypted: boolean): string {
  const address = new URL(url);
  address.searchParams.set('application_name', 'pdups jobs');
  if (address.searchParams.get('sslmode') === 'verify-full') return address.href;
  for (const name of ['ssl', 'sslmode', 'uselibpqcompat']) address.searchParams.delete(name);
  if (encrypted) {
    address.searchParams.set('sslmode', 'require');
    address.searchParams.set('uselibpqcompat', 'true');
  }
  return address.href;
}
