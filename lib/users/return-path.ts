/** Where only signed-in people have a page. The portal is not among them: signing in leads there anyway. */
const ROOMS = /^\/(events|users|learning-systems|account|admin|welcome)(?=[/?]|$)/;
const LONGEST = 1_000;

/**
 * The address that somebody asked for before they had to sign in, when it is one to lead them to afterwards. It comes
 * through the browser, so that anybody can have put anything there: whatever is no address of these pages is null.
 */
export function returnPath(asked: unknown): string | null {
  if (typeof asked !== 'string' || asked.length > LONGEST || !URL.canParse(asked, HERE)) return null;
  const { origin, pathname, searchParams } = new URL(asked, HERE);
  // The framework's own, on its requests for parts of a page.
  searchParams.delete('_rsc');
  const path = searchParams.size > 0 ? `${pathname}?${searchParams}` : pathname;
  return origin === HERE && ROOMS.test(path) ? path : null;
}

/** The address of a step of signing in, which hands on where it leads to. */
export function onTheWayTo(to: string | null, step: string): string {
  return to ? `${step}${step.includes('?') ? '&' : '?'}${new URLSearchParams({ to })}` : step;
}

const HERE = 'http://here';
