import { useEffect, useState } from 'react';
import { reader } from './camera';

const WORKER = '/scanner-worker.js';

/** What the worker's caches are called; public/scanner-worker.js makes them. */
const CACHES = 'pdups-scanner';

/** Returns the scripts, styles and fonts that this page has loaded. */
const filesOfPage = () =>
  performance
    .getEntriesByType('resource')
    .map(({ name }) => new URL(name))
    .filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith('/_next/static/'))
    .map(({ pathname }) => pathname);

/**
 * Has a service worker keep the scanner's page on this phone, so that it opens without a network. Browsers have such workers
 * only over TLS and on localhost; without one, the page works as long as it stays open.
 * @param signedOut whether the session has ended; after signing in, the page is kept again
 * @returns whether the page is kept
 */
export function useOfflinePage(address: string, signedOut: boolean): boolean {
  const [isKept, setKept] = useState(false);
  useEffect(() => {
    const { serviceWorker } = navigator;
    if (!serviceWorker || signedOut) return;
    const listen = ({ data }: MessageEvent) => setKept(data?.kept === true);
    serviceWorker.addEventListener('message', listen);
    const begin = async () => {
      // The code reader is one of the files to keep.
      await reader();
      await serviceWorker.register(WORKER, { scope: address, updateViaCache: 'none' });
      const { active } = await serviceWorker.ready;
      active?.postMessage({ files: filesOfPage() });
    };
    begin().catch(() => {});
    return () => serviceWorker.removeEventListener('message', listen);
  }, [address, signedOut]);
  return isKept;
}

/** Removes the pages that the scanner has kept on this phone. Scans that are not sent yet stay. */
export async function forgetScanners(): Promise<void> {
  const registrations = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  const kept = 'caches' in window ? (await caches.keys()).filter((name) => name.startsWith(CACHES)) : [];
  await Promise.all([
    ...registrations.map((registration) => registration.unregister()),
    ...kept.map((name) => caches.delete(name)),
  ]);
}
