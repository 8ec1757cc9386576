import { nameKey } from '@/lib/attendees/identity';
import { unitsOf } from '@/lib/events/rules';
import { timesInWords } from '@/lib/events/slots';
import { formatDay, formatDays } from '@/lib/platform/days';
import type { Visit } from '@/lib/platform/visit';
import type { LinkAccess } from '@/lib/share-links/rules';
import { findAttended } from './attended';
import { findOpenConference, type LinkedConference, type OfferedSession } from './open-conference';
import { findOwnConference, type OwnConference, type OwnPerson } from './own';
import { findProved, type Proved } from './prove';

/** A session as the form offers it. */
export type SessionChoice = {
  id: number;
  title: string;
  /** The time, the room, the instructor and the units. */
  about: string;
  /** What it asks, in a few words; blank when nothing. */
  asks: string;
};

export type ConferenceForm = {
  conference: LinkedConference;
  days: { day: string; sessions: SessionChoice[] }[];
  /** Whether some session is only for people on its roster. */
  needsProof: boolean;
  proved: Exclude<Proved, { step: 'proved' }> | { step: 'proved'; email: string; names: string[] };
  filled: { name: string; email: string; school: string; sessions: string[] };
  /** Whether some session is not over, and can be added to a calendar. */
  goesOn: boolean;
  ruledOut: string | null;
};

export type ConferencePage = { form: ConferenceForm | null; own: OwnConference | null };

type Asked = {
  token: string;
  holder: string | null;
  proof: string | null;
  /** What the phone remembers about check-ins. */
  remembered: string | null;
  as: ClaimAs;
};

/**
 * For whom the form is, as its URL says it: the person of this browser's claims; another person with the same device, about
 * whom the device says nothing; or that person once they asked for a code, so that what the browser proved is theirs.
 */
const CLAIM_AS = ['same', 'another', 'another-proving'] as const;
export type ClaimAs = (typeof CLAIM_AS)[number];

/** Returns for whom the form is by what its URL says. */
export function claimAsOf(word: unknown): ClaimAs {
  return CLAIM_AS.find((as) => as === word) ?? 'same';
}

/**
 * Returns what an attendee finds behind a conference's link: what this browser claimed, even if the link was revoked, and the
 * form while the link is open. Returns null, after the same work, to everybody else when the link is unknown or revoked.
 */
export async function findConferencePage(visit: Visit, asked: Asked): Promise<ConferencePage | null> {
  const own = await findOwnConference(visit, asked.token, asked.holder);
  const open = await findOpenConference(visit, asked.token);
  if (!open) return own && { form: null, own };
  const { conference, linkId, goesOn, ruledOut } = open;
  const isSame = asked.as === 'same';
  const people = isSame && own ? own.people : [];
  const last = people.toSorted((one, other) => latestClaim(one) - latestClaim(other)).at(-1);
  const proof = asked.as === 'another' ? null : asked.proof;
  const proved = await findProved(visit, { linkId, conferenceId: conference.id, proof });
  const attended = await findAttended(visit, {
    conferenceId: conference.id,
    proved,
    remembered: isSame ? asked.remembered : null,
    last: last?.name ?? '',
  });
  const known = people.find(({ name }) => nameKey(name) === nameKey(attended.name));
  const claimed = claimedBy(known);
  const offered = open.sessions.filter(({ id }) => !claimed.has(id));
  return {
    own,
    form: {
      conference,
      goesOn,
      ruledOut,
      days: byDay(offered),
      needsProof: offered.some(({ link }) => link.access === 'roster'),
      proved: proved.step === 'proved' ? { step: 'proved', email: proved.email, names: attended.names } : proved,
      filled: {
        name: attended.name,
        email: known?.email ?? '',
        school: known?.school ?? '',
        sessions: attended.sessions.filter((id) => offered.some((session) => session.id === id)).map(String),
      },
    },
  };
}

/** Returns the sessions that this person has a certificate of, or a claim that waits. */
function claimedBy(person: OwnPerson | undefined): Set<number> {
  const done = person?.sessions.filter(({ state, certificate }) => state === 'waiting' || certificate !== null) ?? [];
  return new Set(done.map(({ session }) => session.id));
}

function latestClaim({ sessions }: OwnPerson): number {
  return Math.max(...sessions.map(({ claimId }) => claimId));
}

function byDay(sessions: readonly OfferedSession[]): ConferenceForm['days'] {
  const days = new Map<string, SessionChoice[]>();
  for (const session of sessions) {
    const { startsOn, endsOn } = session;
    const day = startsOn === endsOn ? formatDay(startsOn) : formatDays(startsOn, endsOn);
    const choice = { id: session.id, title: session.title, about: aboutOf(session), asks: asksOf(session) };
    days.set(day, [...(days.get(day) ?? []), choice]);
  }
  return Array.from(days, ([day, choices]) => ({ day, sessions: choices }));
}

function aboutOf(session: OfferedSession): string {
  const units = unitsOf(session.hours);
  return [timesInWords(session), session.room, session.instructor, `${units} ${units === '1' ? 'PDU' : 'PDUs'}`]
    .filter(Boolean)
    .join(' · ');
}

const ASKS: Record<LinkAccess, string[]> = {
  open: [],
  code_word: ['a code word'],
  roster: ['your confirmed email address'],
};

function asksOf({ link }: OfferedSession): string {
  const asks = [...ASKS[link.access], ...(link.afterEvaluation ? ['a short evaluation'] : [])];
  return asks.length === 0 ? '' : `Asks for ${asks.join(' and ')}.`;
}
