import { COUNTS_DUE, eventListHref } from '@/lib/events/list-query';
import { formatDay } from '@/lib/platform/days';
import type { Program, Waiting } from '@/lib/users/list-programs';
import { ROLE_WORDS, STAFF_ROLE_WORDS } from '@/lib/users/roles';
import { ButtonForm, type StateAction } from '../account/button-form';
import { ButtonLink } from '../button-link';

type Props = { program: Program; openAction: StateAction };

/** Shows one of the person's programs: its provider, their role, what is waiting, and the button to open it (M3). */
export function ProgramCard({ program, openAction }: Props) {
  const staff = program.kind === 'staff';
  const openHere = staff || program.current;
  return (
    <li className="program">
      <p className="program-for">{staff ? 'Office of Public Instruction' : program.providerName}</p>
      <h2>{staff ? 'PDUPS administration' : 'Professional Development Unit Provider System (PDUPS)'}</h2>
      <p className="hint">{staff ? STAFF_ROLE_WORDS[program.role] : roleSentence(program.role)}</p>
      <WaitingLine
        waiting={program.waiting}
        href={staff ? '/admin' : program.current ? eventListHref(COUNTS_DUE) : null}
      />
      <div className="program-open">
        {openHere ? (
          <ButtonLink href={staff ? '/admin' : '/events'}>{staff ? 'Open administration' : 'Open PDUPS'}</ButtonLink>
        ) : (
          <ButtonForm
            action={openAction}
            fields={{ providerId: program.providerId }}
            label="Open PDUPS"
            about={`for ${program.providerName}`}
            pendingLabel="Opening…"
            variant="secondary"
          />
        )}
        {!staff && program.current && <span className="sr-only">You’re working for this provider now.</span>}
      </div>
    </li>
  );
}

function roleSentence(role: keyof typeof ROLE_WORDS): string {
  const { label, may } = ROLE_WORDS[role];
  return `${label}. ${may}`;
}

function WaitingLine({ waiting: { count, orMore, oldest }, href }: { waiting: Waiting; href: string | null }) {
  if (count === 0) return <p className="program-waiting">Every past event has its certificate count.</p>;
  const number = `${orMore ? 'More than ' : ''}${count.toLocaleString('en-US')}`;
  const words = count === 1 ? '1 certificate count is due' : `${number} certificate counts are due`;
  return (
    <p className="program-waiting">
      <span className="tag tag-count-due">{href ? <a href={href}>{words}</a> : words}</span>{' '}
      {oldest && <span>The oldest event ended on {formatDay(oldest)}.</span>}
    </p>
  );
}
