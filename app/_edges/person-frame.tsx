import type { ReactNode } from 'react';
import { SiteFrame } from '@/components/site-frame';
import type { Person } from '@/lib/access/actor';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { placeOf } from '@/lib/access/place';
import type { SignedIn } from '@/lib/access/session';
import { refusalOf } from '@/lib/platform/database';
import { formatTimeOfDay } from '@/lib/platform/days';
import { supportAddress } from '@/lib/platform/env';
import { providerWords } from '@/lib/platform/provider-words';
import type { Waiting } from '@/lib/requests/list-waiting';
import { currentlySignedIn } from '@/lib/users/context';
import { todoCountOfRequest, waitingOfRequest } from './owed-counts';
import { ownCountsDueHref } from './own-counts-due';
import { programOf } from './program';
import { signOutAction } from './sign-out-action';
import { stopActingAction } from './stop-acting-action';

type Link = { href: string; label: string };

/** Renders the frame around every page, with the menus of the signed-in person. It protects nothing. */
export async function PersonFrame({ children }: { children: ReactNode }) {
  const signedIn = await unlessAway(currentlySignedIn);
  const actor = signedIn?.actor;
  const place = actor && placeOf(actor);
  // Before the second step is set up, nothing else is accessible, so nothing else is offered.
  const free = signedIn && !signedIn.session.mustSetUpTwoStep ? signedIn.actor : null;
  const [waiting, todo] = free
    ? await Promise.all([unlessAway(waitingOfRequest), unlessAway(todoCountOfRequest)])
    : [null, null];
  const countsDue = free && waiting && countsDueLink(free, waiting);
  return (
    <SiteFrame
      person={
        signedIn &&
        actor && {
          name: actor.name,
          kind: place ? 'provider' : actor.kind,
          viewer: place?.role === 'viewer',
          providerName: place?.providerName ?? null,
          switchHref: signedIn.session.severalProviders ? '/portal' : undefined,
        }
      }
      supportAddress={supportAddress()}
      providers={providerWords().many}
      signOutAction={signOutAction}
      acting={actingOf(signedIn)}
      links={free ? linksOf(free, waiting, { countsAreDue: countsDue !== null, todo: todo ?? 0 }) : []}
      waiting={countsDue}
      accountHref={free ? '/account' : undefined}
    >
      {children}
    </SiteFrame>
  );
}

function actingOf(signedIn: SignedIn | null) {
  const until = signedIn?.session.actingUntil;
  const place = signedIn && placeOf(signedIn.actor);
  if (!until || !place) return null;
  return {
    acting: { providerName: place.providerName, until: formatTimeOfDay(until) },
    stopAction: stopActingAction,
  };
}

function linksOf(
  actor: Person,
  waiting: Waiting | null,
  { countsAreDue, todo }: { countsAreDue: boolean; todo: number },
): Link[] {
  const links = [{ href: '/portal', label: 'Portal' }];
  const may = (
    capability:
      | 'user.manage'
      | 'event.list-every'
      | 'provider.list-every'
      | 'count_due.read'
      | 'account.read'
      | 'audit.read'
      | 'settings.read'
      | 'system.read',
  ) => whyNotAllowed(actor, capability) === null;
  if (todo > 0) {
    const page = placeOf(actor) ? '/portal' : programOf(actor).href;
    links.push({ href: `${page}#to-do`, label: `To do (${todo.toLocaleString('en-US')})` });
  }
  if (waiting) links.push(requestsLink(actor, waiting));
  if (may('event.list-every')) links.push({ href: '/admin/events', label: 'Events' });
  if (may('provider.list-every')) links.push({ href: '/admin/providers', label: 'Providers' });
  if (may('user.manage')) links.push({ href: '/users', label: 'Users' });
  if (may('count_due.read') && !countsAreDue) links.push({ href: programOf(actor).href, label: 'Counts due' });
  if (may('account.read')) links.push({ href: '/admin/users', label: 'Users' });
  if (may('settings.read')) links.push({ href: '/admin/settings', label: 'Settings' });
  if (may('audit.read')) links.push({ href: '/admin/audit', label: 'Audit log' });
  if (may('system.read')) links.push({ href: '/admin/system', label: 'System' });
  return links;
}

/** Returns a link that says how many events owe a count (M9), or null when none does. */
function countsDueLink(actor: Person, { owed: { count, orMore } }: Waiting): Link | null {
  if (count === 0) return null;
  const href = countsHref(actor);
  const number = `${count.toLocaleString('en-US')}${orMore ? '+' : ''}`;
  return { href, label: count === 1 ? '1 count due' : `${number} counts due` };
}

function countsHref(actor: Person): string {
  if (whyNotAllowed(actor, 'count_due.read') === null) return programOf(actor).href;
  return ownCountsDueHref(actor);
}

/** Returns the link to the requests, which says how many of them wait for the person. */
function requestsLink(actor: Person, { requests: { count, orMore } }: Waiting): Link {
  const href = placeOf(actor) ? '/requests' : '/admin/requests';
  return { href, label: count === 0 ? 'Requests' : `Requests (${count}${orMore ? '+' : ''})` };
}

/**
 * Returns null while the database is unavailable, so that the frame still renders; the page inside explains the
 * problem.
 */
async function unlessAway<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    if (['unavailable', 'unauthenticated'].includes(refusalOf(error)?.code ?? '')) return null;
    throw error;
  }
}
