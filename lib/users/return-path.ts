/** Sections that only signed-in people can open. The portal is left out, because signing in goes there anyway. */
const ROOMS = new RegExp(
  `^/(${[
    'account',
    'admin',
    'annual-report',
    'certificates',
    'conferences',
    'events',
    'learning-systems',
    'numbers',
    'open',
    'our-information',
    'requests',
    'users',
    'welcome',
  ].join('|')})(?=[/?#]|$)`,
);
const MAX_LENGTH = 1_000;

/**
 * Returns the path that somebody asked for before they had to sign in, if it is safe to redirect them to it afterwards.
 * It comes through the browser, so anybody can have put anything there; anything but a path of these pages gives null.
 */
export function returnPath(asked: unknown): string | null {
  if (typeof asked !== 'string' || asked.length > MAX_LENGTH || !URL.canParse(asked, HERE)) return null;
  const { origin, pathname, searchParams, hash } = new URL(asked, HERE);
  // Next.js adds it to its requests for parts of a page.
  searchParams.delete('_rsc');
  const path = (searchParams.size > 0 ? `${pathname}?${searchParams}` : pathname) + hash;
  return origin === HERE && ROOMS.test(path) ? path : null;
}

/** Returns the URL of a sign-in step that passes the return path on. */
export function onTheWayTo(to: string | null, step: string): string {
  return to ? `${step}${step.includes('?') ? '&' : '?'}${new URLSearchParams({ to })}` : step;
}

const HERE = 'http://here';
