import type { ReactNode } from 'react';
import { SiteFrame } from '@/components/site-frame';
import { refusalOf } from '@/lib/platform/database';
import { supportAddress } from '@/lib/platform/env';
import type { Actor } from '@/lib/platform/visit';
import { currentActor } from '@/lib/users/context';
import { signOutAction } from './sign-out-action';

/** The frame around every page, with the menus of whoever is signed in. It draws; it protects nothing. */
export async function PersonFrame({ children }: { children: ReactNode }) {
  const actor = await actorToGreet();
  return (
    <SiteFrame
      person={
        actor && {
          name: actor.name,
          kind: actor.kind,
          providerName: actor.kind === 'provider' ? actor.providerName : null,
        }
      }
      supportAddress={supportAddress()}
      signOutAction={signOutAction}
      links={actor?.kind === 'staff' ? [{ href: '/admin', label: 'Counts due' }] : []}
    >
      {children}
    </SiteFrame>
  );
}

/** While the database is away the frame still stands; the page inside says what is the matter. */
async function actorToGreet(): Promise<Actor | null> {
  try {
    return await currentActor();
  } catch (error) {
    if (refusalOf(error)?.code === 'unavailable') return null;
    throw error;
  }
}
