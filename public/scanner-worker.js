/**
 * Keeps the scanner's page of one event on a phone, so that it opens without a network. It serves that page and its files
 * and nothing else: its scope is the page's address. The page is kept without anyone's name, and goes away when the session
 * ends (components/check-in/offline-page.ts).
 */
const PAGE = new URL(self.registration.scope).pathname;
const CACHE = `pdups-scanner ${PAGE}`;

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('message', (event) => {
  const answer = async () => {
    await keep(event.data.files).catch(() => {});
    event.source.postMessage({ kept: (await kept(PAGE)) !== undefined });
  };
  event.waitUntil(answer());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate' && pathname === PAGE) event.respondWith(page(request));
  else if (pathname.startsWith('/_next/static/')) event.respondWith(file(request, pathname));
});

/** Keeps the page as it is now, with its files, and drops those of an earlier version. */
async function keep(files) {
  // A redirect to the sign-in page is an error here.
  const answer = await fetch(`${PAGE}?names=no`, { redirect: 'error', cache: 'no-store' });
  if (!answer.ok) throw new Error(`The page answers ${answer.status}.`);
  const cache = await caches.open(CACHE);
  await Promise.all(files.map(async (path) => (await cache.match(path)) ?? cache.add(path)));
  await cache.put(PAGE, answer);
  for (const { url } of await cache.keys()) {
    const { pathname } = new URL(url);
    if (pathname !== PAGE && !files.includes(pathname)) await cache.delete(url);
  }
}

const kept = (path) => caches.match(path, { cacheName: CACHE });

/** Answers with the server's page, or with the one on the phone when the server cannot be reached. */
async function page(request) {
  try {
    const answer = await fetch(request);
    // The session has ended, or the event is no longer this person's.
    if (answer.type === 'opaqueredirect' || answer.status === 403 || answer.status === 404) await forget();
    return answer;
  } catch (error) {
    const own = await kept(PAGE);
    if (own) return own;
    throw error;
  }
}

const file = async (request, path) => (await kept(path)) ?? fetch(request);

async function forget() {
  await caches.delete(CACHE);
  await self.registration.unregister();
}
