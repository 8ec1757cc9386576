import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { SavedNotice } from '@/app/_edges/saved-notice';
import { PageHeader } from '@/components/page-header';
import { OtherSignIns } from '@/components/portal/other-sign-ins';
import { PortalLinks } from '@/components/portal/portal-links';
import { ProgramCard } from '@/components/portal/program-card';
import { StartPageOffer } from '@/components/portal/start-page-offer';
import { TourOffer } from '@/components/portal/tour-offer';
import { WaitingClaims } from '@/components/share/waiting-claims';
import { listWaitingClaims, NONE_WAIT } from '@/lib/certificates/claims/list-waiting';
import { whyMayNotChangeEvents } from '@/lib/events/policy';
import { whyMayNotSeeKeys } from '@/lib/learning-systems/policy';
import { listPrograms } from '@/lib/users/list-programs';
import { getProfile } from '@/lib/users/profile';
import { whyMayNotManageUsers } from '@/lib/users/roles';
import { listSignIns } from '@/lib/users/sign-ins';
import { chooseStartPageAction, endSignInAction, recogniseSignInAction } from '../account/actions';
import { endTourAction } from '../welcome/actions';
import { openProgramAction } from './actions';

export const metadata: Metadata = { title: 'Secure Portal' };

const SAVED: Record<string, string> = {
  recognised: 'Good. We will not point that sign-in out again.',
  'signed-out-there': 'That sign-in has ended. It can do nothing any more.',
  'start-page': 'Your start page is saved.',
  'tour-ended': 'You find the tour in Help whenever you want it.',
};

const ACCOUNT = { href: '/account', title: 'My account', about: 'Name, e-mail, password, and where you are signed in' };
const USERS = { href: '/users', title: 'Users', about: 'Who works for your provider, and as what' };
const SYSTEMS = {
  href: '/learning-systems',
  title: 'Learning systems',
  about: 'Let your online courses hand out certificates by themselves',
};
const ALL_USERS = { href: '/admin/users', title: 'Users', about: 'Find people, and help them into their accounts' };
const TOUR = { href: '/welcome', title: 'How it works', about: 'From an event to its certificate, in five steps' };
const HELP = { href: '/help', title: 'Help', about: 'How to report events and issue certificates' };
const RULES = { href: '/rules', title: 'Rules for providers', about: 'What approved providers agree to' };

type Props = { searchParams: Promise<{ saved?: string | string[] }> };

/** The Secure Portal: where signing in lands, with the person's programs (M3). */
export default personPage(['provider', 'staff'], async (ctx, { searchParams }: Props) => {
  const { actor } = ctx;
  const decides = actor.kind === 'provider' && whyMayNotChangeEvents(actor) === null;
  const [programs, claims, signIns, profile] = await Promise.all([
    listPrograms(ctx),
    decides ? listWaitingClaims(ctx) : NONE_WAIT,
    listSignIns(ctx),
    getProfile(ctx),
  ]);
  const several = programs.length > 1;
  // One offer at a time: who has not been inside yet need not decide whether to skip this page.
  const isNew = actor.kind === 'provider' && profile.tourEndedAt === null;
  const manages = whyMayNotManageUsers(actor) === null;
  return (
    <>
      <SavedNotice words={SAVED} saved={(await searchParams).saved} />
      <PageHeader
        title="Secure Portal"
        lead={
          several
            ? `Welcome, ${actor.name}. You work for several providers: choose one. You do not have to sign in again.`
            : `Welcome, ${actor.name}. Open your program; you do not have to sign in again.`
        }
      />
      <WaitingClaims claims={claims} />
      <OtherSignIns signIns={signIns} recogniseAction={recogniseSignInAction} endAction={endSignInAction} />
      <div className={several ? 'portal' : 'portal portal-of-one'}>
        <ul className="programs" aria-label="Your programs">
          {programs.map((program) => (
            <ProgramCard
              key={program.kind === 'provider' ? program.providerId : 'staff'}
              program={program}
              openAction={openProgramAction}
            />
          ))}
        </ul>
        {isNew ? (
          <TourOffer endAction={endTourAction} />
        ) : (
          !several && (
            <StartPageOffer
              startPage={actor.startPage}
              programName={actor.kind === 'staff' ? 'PDUPS administration' : 'PDUPS'}
              action={chooseStartPageAction}
            />
          )
        )}
      </div>
      <PortalLinks
        links={[
          ACCOUNT,
          ...(actor.kind === 'staff' ? [ALL_USERS] : []),
          ...(manages ? [USERS] : []),
          ...(whyMayNotSeeKeys(actor) === null ? [SYSTEMS] : []),
          ...(actor.kind === 'provider' ? [TOUR] : []),
          HELP,
          RULES,
        ]}
      />
    </>
  );
});
