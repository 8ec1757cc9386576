import type { Transaction } from '@/db/client';
import {
  type Addressee,
  findDigest,
  findPreferences,
  insertDigest,
  listAddressees,
  lockWaitingNotices,
  markSent,
  markVoid,
  type NoticeRow,
  setDigestMail,
} from '@/db/queries/notices';
import { isBusinessDay } from '@/lib/platform/business-days';
import type { Day } from '@/lib/platform/clock';
import { isMailAddress } from '@/lib/platform/mail/mail-settings';
import { contentsOf, writeEmail } from '@/lib/platform/mail/send-email';
import type { Visit } from '@/lib/platform/visit';
import type { SettingValue } from '@/lib/settings/definitions';
import { holidaysIn } from '@/lib/settings/other-holidays';
import { settingNow } from '@/lib/settings/read-setting';
import { currentLines } from './current-lines';
import { kindOf } from './kinds';
import { noticeEmail } from './notice-email';
import { choiceOf, isSentOn, isWeeklyDay } from './rules';

type Deps = Pick<Visit, 'db' | 'clock'> & { signal?: AbortSignal };

const ADDRESSEES_AT_ONCE = 100;
/** More than a person can read. What is beyond waits for the next email. */
const MAX_NOTICES = 500;

type Sending = { today: Day; urgent: boolean; weekly: boolean; setting: SettingValue<'reminders'> };

/**
 * Writes the emails of today: one for each person with what waits for them, and one more with what is urgent. Each is written in
 * a transaction of its own, together with the mark on its notices, so a job that is killed continues where it stopped.
 */
export async function sendNotices({ db, clock, signal }: Deps): Promise<void> {
  const today = clock.today();
  const setting = await settingNow({ db, clock }, 'reminders');
  const holidays = holidaysIn(await settingNow({ db, clock }, 'holidays'));
  const sending = { today, setting, weekly: isWeeklyDay(today, holidays) };
  await sendAll({ db, clock, signal }, { ...sending, urgent: true });
  // A job of a business day that is done late waits for the next one.
  if (isBusinessDay(today, holidays)) await sendAll({ db, clock, signal }, { ...sending, urgent: false });
}

async function sendAll({ db, clock, signal }: Deps, sending: Sending): Promise<void> {
  for (let after = 0; ; ) {
    const people = await listAddressees(db, { after, urgent: sending.urgent, limit: ADDRESSEES_AT_ONCE });
    for (const person of people) {
      signal?.throwIfAborted();
      await db.transaction((tx) => sendToPerson(tx, { clock }, person, sending));
    }
    const last = people.at(-1);
    if (!last || people.length < ADDRESSEES_AT_ONCE) return;
    after = last.userId;
  }
}

async function sendToPerson(
  tx: Transaction,
  visit: Pick<Visit, 'clock'>,
  person: Addressee,
  { today, urgent, weekly, setting }: Sending,
): Promise<void> {
  const waiting = await lockWaitingNotices(tx, { userId: person.userId, urgent, limit: MAX_NOTICES });
  const { now, unwanted } = sort(waiting, person, { weekly, urgent });
  const { groups, gone } = await currentLines(tx, now, { today, setting });
  await markVoid(tx, [...unwanted, ...gone]);
  const ids = now.flatMap(({ id }) => (gone.includes(id) ? [] : [id]));
  if (ids.length === 0) return;
  const digest = await insertDigest(tx, { userId: person.userId, day: today, urgent, createdAt: visit.clock.now() });
  // The person got the email of this day, so these wait for the next one.
  if (digest === null) return;
  const mailId = await writeEmail(tx, visit, {
    ...noticeEmail(groups, person),
    to: person.email,
    name: person.name,
    bulk: !urgent,
    messageKey: `notices.${person.userId}.${today}${urgent ? '.urgent' : ''}`,
  });
  await setDigestMail(tx, digest, mailId);
  await markSent(tx, ids, digest);
}

/** Sorts a person's notices into those to send now and those that they want no email about; the others stay. */
function sort(
  waiting: readonly NoticeRow[],
  person: Addressee,
  when: { weekly: boolean; urgent: boolean },
): { now: NoticeRow[]; unwanted: number[] } {
  const now: NoticeRow[] = [];
  const unwanted: number[] = [];
  const reachable = person.emails && !person.disabled && isMailAddress(person.email);
  for (const row of waiting) {
    const kind = kindOf(row.kind);
    const choice = kind && reachable ? choiceOf(kind, person.choices) : 'none';
    if (choice === 'none' || choice === 'product') unwanted.push(row.id);
    else if (isSentOn(choice, when)) now.push(row);
  }
  return { now, unwanted };
}

/**
 * Returns what an email with notices says at the moment when it is delivered, because it may have waited for the mail server:
 * without what was done in the meantime, which was not told and so waits again if its cause is back. Null: nothing is left to
 * say, or the person wants no such emails. Other emails are returned as they are.
 */
export async function currentNotices<
  M extends { id: number; kind: string; subject: string; text: string; html: string },
>({ db, clock }: Pick<Visit, 'db' | 'clock'>, mail: M): Promise<Pick<M, 'subject' | 'text' | 'html'> | null> {
  if (mail.kind !== 'notices') return mail;
  const digest = await findDigest(db, mail.id);
  if (!digest) return null;
  if ((await findPreferences(db, digest.userId))?.emails === false) return null;
  const setting = await settingNow({ db, clock }, 'reminders');
  const { groups, gone } = await currentLines(db, digest.notices, { today: clock.today(), setting });
  await markVoid(db, gone);
  if (groups.length === 0) return null;
  if (gone.length === 0) return mail;
  return contentsOf({ ...noticeEmail(groups, digest), to: null, name: digest.name });
}
