/**
 * The database's address for graphile-worker. Its driver is another one than ours and reads `sslmode` otherwise: where
 * ours encrypts without asking for a known certificate, it would refuse. So it is told what ours has done.
 * @param encrypted whether our own connection is
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
