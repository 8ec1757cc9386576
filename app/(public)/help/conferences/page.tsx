import type { Metadata } from 'next';
import { HelpArticle } from '@/components/help-article';
import { HelpPicture } from '@/components/help-picture';
import { Inset } from '@/components/inset';
import { StepList } from '@/components/step-list';

export const metadata: Metadata = { title: 'A conference from beginning to end' };

const TOPICS = [
  { id: 'add', title: 'Add the conference' },
  { id: 'sessions', title: 'Add the sessions' },
  { id: 'last-year', title: 'Copy last year’s conference' },
  { id: 'before', title: 'Before the conference' },
  { id: 'door', title: 'At the door' },
  { id: 'claims', title: 'What attendees do' },
  { id: 'after', title: 'After the conference' },
];

/** Follows a conference from its first session to its last count. */
export default function ConferencesHelpPage() {
  return (
    <HelpArticle
      crumbs={[{ label: 'Help', href: '/help' }, { label: 'Conferences' }]}
      title="A conference from beginning to end"
      lead="Each session is an event with its own certificate and count. You add, sign, issue and count them together."
      topics={TOPICS}
    >
      <h2 id="add">Add the conference</h2>
      <p>
        Under <strong>Event List</strong>, choose <a href="/conferences">Conferences</a>, then{' '}
        <strong>Add conference</strong>. Enter its name and its first and last day. If you write the place as “Online”
        or “Helena, MT”, its first sessions get it, too.
      </p>

      <h2 id="sessions">Add the sessions</h2>
      <StepList
        steps={[
          { title: 'On the conference’s page, choose Add sessions.' },
          {
            title:
              'Type one session in each row, or copy cells from a spreadsheet and paste them. Enter goes down one row.',
          },
          { title: 'Choose Check the sessions. Nothing is saved yet.' },
          { title: 'Choose once what they have in common: categories, a description and the place.' },
          { title: 'Check each row, then add them all.' },
        ]}
      />
      <HelpPicture
        name="session-grid"
        alt="The grid with one session in each row: your own number, title, instructor, date, start and end time, hours, room, track, categories and description."
      />
      <p>
        Dates can be written as “3/5”, “March 5” or “Day 1”, times as “9:00 AM” or “1pm”. Hours that you leave blank
        come from the times, rounded down to a quarter hour.
      </p>
      <p>
        A list of many sessions is faster with <strong>Import sessions</strong>: a workbook, a CSV file, or an export
        from Sched or Whova. If each session has a number of your own, such as S-101, you can import the changed list
        later and see every change before it is saved. Rows with a problem come first; if you save the others, the next
        page names the rows that were left out.
      </p>
      <HelpPicture
        name="session-check"
        alt="The sessions before they are added: each row with its time, place, hours and categories, and a row that says what is wrong with it."
      />
      <p>
        <strong>Edit all sessions</strong> opens the saved sessions in the same grid. Several people can edit at the
        same time: rows that you leave alone stay as someone else saved them, and a row that both changed is shown with
        both versions. To add one session like another, open it and choose <strong>Duplicate</strong>.
      </p>

      <h2 id="last-year">Copy last year’s conference</h2>
      <p>
        Open it and choose <strong>Copy to new dates</strong>. The first day is suggested on the same weekday a year
        later, or the next year whose day has not passed, and each session moves by as many days. Check the summary,
        leave out sessions, and add the rest; then edit them in the grid.
      </p>

      <h2 id="before">Before the conference</h2>
      <StepList
        steps={[
          { title: 'Sign all sessions at once, on the conference’s page.' },
          {
            title:
              'Under Attendee link, create the link and choose what each session asks for: a code word, its roster, or an evaluation.',
          },
          { title: 'Print the program with a QR code for each session, and a poster for each room.' },
        ]}
      />
      <HelpPicture
        name="conference-program"
        alt="A printed program: the conference’s QR code at the top, and below it each session with its time, presenter, room, units and its own QR code."
      />

      <h2 id="door">At the door</h2>
      <p>
        Under <strong>Check-in</strong>, print a badge for each person and open the scanner on a phone. It shows which
        session it records; <strong>Switch session</strong> changes it. A phone that has opened the scanner once works
        without a network, for every session of the conference, and sends its scans later.
      </p>
      <HelpPicture
        name="conference-scanner"
        alt="The scanner on a phone: the session that it records, and the list of sessions to switch to."
      />
      <p>
        Or open the codes, and attendees check in with their own phones. Lists from Whova, Sched or badge readers are
        imported under <strong>Roster</strong>, for all sessions at once. If a list says when people came and left, or
        how long they stayed, units come from the time in each session, rounded down to the quarter hour.
      </p>

      <h2 id="claims">What attendees do</h2>
      <p>
        They open the link, check the sessions they attended, and answer what each session asks. Sessions at the same
        time can’t both be claimed. They get their certificates together, with the sum of their units, in one email.
      </p>
      <HelpPicture
        name="conference-claim"
        alt="The page behind the attendee link on a phone: the sessions to check, each with its time, room, presenter and units."
      />

      <h2 id="after">After the conference</h2>
      <HelpPicture
        name="conference"
        alt="The page of a conference: buttons to record counts, sign and issue for all sessions, and a table of the sessions with attendance, certificates, signature and count."
      />
      <StepList
        steps={[
          {
            title:
              'If people checked in, count the attendance under Check-in: all sessions that are over at once, each by its own start and end.',
          },
          { title: 'Issue the certificates that are missing, then email them.' },
          { title: 'Record all counts in one table. A blank box skips its session, and 0 is a count.' },
          { title: 'Close the conference. As long as something is missing, the page says what.' },
        ]}
      />
      <Inset title="People who come and go">
        <p>
          Each person has units for the sessions they attended. Within a session, you can count them from minutes; they
          are never more than the session’s.
        </p>
      </Inset>
    </HelpArticle>
  );
}
