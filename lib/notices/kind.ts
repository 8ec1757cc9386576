import type { Queryable } from '@/db/client';
import type { Cause } from '@/db/queries/notice-causes';
import type { CauseRow, Side } from '@/db/queries/notices';
import type { Day } from '@/lib/platform/clock';
import type { SettingValue } from '@/lib/settings/definitions';

/** Every kind of notice, by a name that is stored and never changes. */
export const NOTICE_NAMES = [
  'count_due',
  'count_differs',
  'agreement_due',
  'report_due',
  'claims_wait',
  'certificate_email_returned',
  'request_question',
  'course_ends',
  'interim_count_due',
  'request_unassigned',
  'request_overdue',
  'application_due',
  'proposal_waits',
  'count_overdue',
  'yearly_missing',
  'user_email_returned',
  'signing_key_ends',
] as const;

export type NoticeName = (typeof NOTICE_NAMES)[number];

/** What the words of a notice are made from. */
export type Facts = CauseRow & { today: Day };

/** What waits for a person, in words, with the page where they do it. */
export type NoticeLine = { title: string; text: string; label: string; path: string };

/** A kind of notice: when it happens, whom it is for, and its words. */
export type NoticeKind = {
  name: NoticeName;
  side: Side;
  /** Whether its email goes out on any day and alone. */
  urgent: boolean;
  /** The field of the setting with the days of its reminders; null: one reminder, when the cause is first seen. */
  steps: keyof SettingValue<'reminders'> | null;
  /** `before`: `since` is a day ahead, and the setting counts back from it. */
  counted: 'after' | 'before';
  /** For one counted after `since`: the field with the days of its reminders before; then there is one on that day, too. */
  stepsBefore?: keyof SettingValue<'reminders'>;
  /** Whether a record that is saved after the days of its reminders gets the latest of them: its cause has `saved_on`. */
  catchesUp?: true;
  /** Whether a provider's managers get the last reminder, too. */
  escalates: boolean;
  /** After how many days it waits for the person, counted from `since`; `steps`: from the first reminder on. */
  waitsFrom: number | 'steps' | 'last step';
  /** What waits now. */
  cause(visit: { db: Queryable; today: Day }): Cause | Promise<Cause>;
  /** The same for to-do lists, where it differs; null: it is not on them. */
  todoCause?: ((visit: { db: Queryable; today: Day }) => Cause | Promise<Cause>) | null;
  /** Only managers of a provider, or the agency's administrators, are reminded: its cause has `seniors`. */
  forSeniors?: true;
  /** Whether people can put it off on their to-do list, because that harms nobody. */
  canWait: boolean;
  /** Whether people can leave it off their to-do list altogether. */
  canBeOff: boolean;
  /** Its name and what it is about, where people choose. */
  title: string;
  about: string;
  /** Above its lines in an email. */
  heading(count: number): string;
  /** Why it matters, once at the end of an email. */
  because?: string;
  /** Where all of them are. */
  list: { label: string; path: string };
  line(facts: Facts): NoticeLine;
};
