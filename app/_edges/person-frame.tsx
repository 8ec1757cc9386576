import type { ReactNode } from 'react';
import { SiteFrame } from '@/components/site-frame';
import { COUNTS_DUE, eventListHref } from '@/lib/events/list-query';
import { whyMayNotChangeEvents } from '@/lib/events/policy';
import { refusalOf } from '@/lib/platform/database';
import { supportAddress } from '@/lib/platform/env';
import type { Actor } from '@/lib/platform/visit';
import { currentActor } from '@/lib/users/context';
import { whyMayNotManageUsers } from '@/lib/users/roles';
import { owedCountsOfRequest } from './owed-counts';
import { signOutAction } from './sign-out-action';
import { programPageOf } from './start-page';

type Link = { href: string; label: string };

/** The frame around every page, with the menus of whoever is signed in. It draws; it protects nothing. */
export async function PersonFrame({ children }: { children: ReactNode }) {
  const actor = await unlessAway(currentActor);
  // Before the second step is set up nothing else can be reached, so nothing else is offered.
  const free = actor && !actor.mustSetUpTwoStep ? actor : null;
  const waiting = free && (await unlessAway(() => waitingFor(free)));
  return (
    <SiteFrame
      person={
        actor && {
          name: actor.name,
          kind: actor.kind,
          viewer: actor.kind === 'provider' && whyMayNotChangeEvents(actor) !== null,
          providerName: actor.kind === 'provider' ? actor.providerName : null,
          switchHref: actor.kind === 'provider' && actor.severalProviders ? '/portal' : undefined,
        }
      }
      supportAddress={supportAddress()}
      signOutAction={signOutAction}
      links={free ? linksOf(free, waiting) : []}
      waiting={waiting}
      accountHref={free ? '/account' : undefined}
    >
      {children}
    </SiteFrame>
  );
}

function linksOf(actor: Actor, waiting: Link | null): Link[] {
  const links = [{ href: '/portal', label: 'Portal' }];
  if (whyMayNotManageUsers(actor) === null) links.push({ href: '/users', label: 'Users' });
  if (actor.kind === 'staff' && !waiting) links.push({ href: programPageOf(actor), label: 'Counts due' });
  if (actor.kind === 'staff') links.push({ href: '/admin/users', label: 'Users' });
  return links;
}

/** How many events owe a count (M9), as a link to them. */
async function waitingFor(actor: Actor): Promise<Link | null> {
  const { count, orMore } = await owedCountsOfRequest();
  if (count === 0) return null;
  const href = actor.kind === 'staff' ? programPageOf(actor) : eventListHref(COUNTS_DUE);
  const number = `${count.toLocaleString('en-US')}${orMore ? '+' : ''}`;
  return { href, label: count === 1 ? '1 count due' : `${number} counts due` };
}

/** While the database is away the frame still stands; the page inside says what is the matter. */
async function unlessAway<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    if (['unavailable', 'unauthenticated'].includes(refusalOf(error)?.code ?? '')) return null;
    throw error;
  }
}
