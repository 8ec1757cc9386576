import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { programOf } from '@/app/_edges/program';
import { SavedNotice } from '@/app/_edges/saved-notice';
import { TodoList } from '@/components/notices/todo-list';
import { PageHeader } from '@/components/page-header';
import { OtherSignIns } from '@/components/portal/other-sign-ins';
import { PortalLinks } from '@/components/portal/portal-links';
import { ProgramCard } from '@/components/portal/program-card';
import { StartPageOffer } from '@/components/portal/start-page-offer';
import { TourOffer } from '@/components/portal/tour-offer';
import { OwnStandingNotice } from '@/components/providers/own-standing-notice';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { placeOf } from '@/lib/access/place';
import { listTodo } from '@/lib/notices/list-todo';
import { supportAddress } from '@/lib/platform/env';
import { findOwnStanding } from '@/lib/providers/own-standing';
import { listPrograms, type Program } from '@/lib/users/list-programs';
import { getProfile } from '@/lib/users/profile';
import { listSignIns } from '@/lib/users/sign-ins';
import { chooseStartPageAction, endSignInAction, recognizeSignInAction } from '../account/actions';
import { endTourAction } from '../welcome/actions';
import { openPageAction, openProgramAction, putOffAction } from './actions';

export const metadata: Metadata = { title: 'Secure Portal' };

const SAVED: Record<string, string> = {
  recognized: 'Thanks. We won’t ask about that session again.',
  'put-off': 'It is off your list for now. It comes back on that day.',
  'signed-out-there': 'That session was signed out.',
  'start-page': 'Your start page is saved.',
  'tour-ended': 'You can find the tour in Help at any time.',
};

const ACCOUNT = { href: '/account', title: 'My account', about: 'Name, email, password and active sessions' };
const INFORMATION = {
  href: '/our-information',
  title: 'Our information',
  about: 'Contacts of your organization, its yearly agreement and annual report',
};
const USERS = { href: '/users', title: 'Users', about: 'People at your organization and their roles' };
const SYSTEMS = {
  href: '/learning-systems',
  title: 'Learning systems',
  about: 'Issue certificates automatically from your online courses',
};
const ALL_USERS = { href: '/admin/users', title: 'Users', about: 'Find people and help them sign in' };
const ALL_PROVIDERS = { href: '/admin/providers', title: 'Providers', about: 'Their records, people and events' };
const APPLICATIONS = {
  href: '/admin/applications',
  title: 'Applications',
  about: 'Organizations that want to be an approved provider',
};
const TOUR = { href: '/welcome', title: 'How it works', about: 'From an event to its certificate, in five steps' };
const HELP = { href: '/help', title: 'Help', about: 'How to report events and issue certificates' };
const AGENCY_HELP = {
  href: '/admin/help',
  title: 'Help for agency staff',
  about: 'How to answer requests and look after providers',
};
const RULES = { href: '/rules', title: 'Rules for providers', about: 'What approved providers agree to' };

type Props = { searchParams: Promise<{ saved?: string | string[] }> };

/** Shows the Secure Portal: the landing page after signing in, with the person's programs (M3). */
export default personPage(['provider', 'staff'], async (ctx, { searchParams }: Props) => {
  const { actor } = ctx;
  const may = (
    capability:
      | 'user.manage'
      | 'system_key.read'
      | 'account.read'
      | 'provider.list-every'
      | 'application.decide'
      | 'request.decide',
  ) => whyNotAllowed(actor, capability) === null;
  const ownPlace = placeOf(actor);
  const [programs, todo, signIns, profile, standing] = await Promise.all([
    listPrograms(ctx),
    listTodo(ctx),
    listSignIns(ctx),
    getProfile(ctx),
    ownPlace ? findOwnStanding(ctx) : null,
  ]);
  const several = programs.length > 1;
  // One offer at a time: people who have not opened a program yet need not decide whether to skip this page.
  const acting = ctx.session.actingUntil !== undefined;
  const isNew = ownPlace !== null && !acting && profile.tourEndedAt === null;
  return (
    <>
      <SavedNotice words={SAVED} saved={(await searchParams).saved} />
      <PageHeader
        title="Secure Portal"
        lead={
          several
            ? `Welcome, ${actor.name}. You work for several providers. Choose one; you don’t need to sign in again.`
            : `Welcome, ${actor.name}. Open your program; you don’t need to sign in again.`
        }
      />
      <OwnStandingNotice standing={standing} supportAddress={supportAddress()} />
      <OtherSignIns signIns={signIns} recognizeAction={recognizeSignInAction} endAction={endSignInAction} />
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
        <TodoList todo={todo} putOffAction={putOffAction} providers={providersOf(programs)} from="portal" />
        {isNew ? (
          <TourOffer endAction={endTourAction} />
        ) : (
          !several &&
          !acting && (
            <StartPageOffer
              startPage={ctx.session.startPage}
              programName={programOf(actor).name}
              action={chooseStartPageAction}
            />
          )
        )}
      </div>
      <PortalLinks
        links={[
          ACCOUNT,
          ...(may('provider.list-every') ? [ALL_PROVIDERS] : []),
          ...(may('application.decide') ? [APPLICATIONS] : []),
          ...(may('account.read') ? [ALL_USERS] : []),
          ...(may('user.manage') ? [USERS] : []),
          ...(ownPlace ? [INFORMATION] : []),
          ...(may('system_key.read') ? [SYSTEMS] : []),
          ...(ownPlace ? [TOUR] : []),
          ...(may('request.decide') ? [AGENCY_HELP] : []),
          HELP,
          RULES,
        ]}
      />
    </>
  );
});

/** Whose to-do list it is, and whose else there are; null for people with one program. */
function providersOf(programs: readonly Program[]) {
  const all = programs.filter((program) => program.kind === 'provider');
  const current = all.find((program) => program.current);
  if (!current || all.length < 2) return null;
  return { name: current.providerName, others: all.filter((one) => one !== current), openAction: openPageAction };
}
