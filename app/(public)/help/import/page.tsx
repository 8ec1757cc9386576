import type { Metadata } from 'next';
import { HelpArticle } from '@/components/help-article';
import { HelpPicture } from '@/components/help-picture';
import { Inset } from '@/components/inset';
import { StepList } from '@/components/step-list';
import { PLATFORM_HELP } from '@/lib/help/platforms';

export const metadata: Metadata = { title: 'Import from Zoom, Teams, Meet and other systems' };

const TOPICS = [
  { id: 'list', title: 'Import a list' },
  { id: 'time', title: 'Count PDUs from the time they attended' },
  ...PLATFORM_HELP.map(({ id, name }) => ({ id, title: name })),
  { id: 'own', title: 'A list of your own' },
];

/** Says how to get a list out of other systems, and what PDUPS makes of it. */
export default function ImportHelpPage() {
  return (
    <HelpArticle
      crumbs={[{ label: 'Help', href: '/help' }, { label: 'Import from other systems' }]}
      title="Import from Zoom, Teams, Meet and other systems"
      lead="Export the report there, choose the file here, and check what PDUPS understood before anything is saved."
      topics={TOPICS}
    >
      <h2 id="list">Import a list</h2>
      <StepList
        steps={[
          { title: 'Open the event, choose Attendees, then Import a list.' },
          { title: 'Choose the file as the other system wrote it, or paste the rows. You need not clean it up.' },
          {
            title:
              'Check the sentence that says what the file was understood as: where the headings are, how many people it has, and what was left out.',
          },
          {
            title: 'Change what is wrong: the sheet, the encoding, a column, or what a word such as “Late” means.',
          },
          { title: 'Import the checked rows. Importing the same list again changes nothing.' },
        ]}
      />
      <HelpPicture
        name="import-preview"
        alt="The preview of an import. It says: Zoom meeting report, headings in row 4, 4 people, and lists each row with what will happen to it."
      />
      <p>
        Totals, test rows, titles and notes are left out; hosts, rooms and people below a title such as “Absent” are
        shown but not checked. The preview says so. Two tables side by side are both read, the right one below the left
        one. A cell with an error is never taken for an empty one. What you choose for a list is remembered for your
        provider’s next list with the same headings.
      </p>
      <Inset title="Limits">
        <p>
          A list can have at most 20,000 rows and 5 MB: Excel workbooks (.xlsx) or text (.csv, .txt). Social Security
          numbers are removed from a list and never stored. An attendance report that contains them is refused: remove
          them from the file first.
        </p>
      </Inset>

      <h2 id="time">Count PDUs from the time they attended</h2>
      <p>
        Reports that say when people joined and left can do more: on the attendees page, choose{' '}
        <strong>Attendance</strong>, upload one or several reports, and set the sessions and breaks. Rejoins are added,
        overlapping visits count once, and the sum is rounded down to a quarter hour. You see the reason for each person
        before anything is saved.
      </p>
      <p>
        If a column, the row of headings or the sheet is read wrong, open the report under <strong>Reports</strong> and
        change it. Your provider’s next report with these headings is read the same way. If a report says how long
        people stayed but not when, the breaks are taken off everyone’s minutes.
      </p>
      <HelpPicture
        name="attendance-preview"
        alt="Attendance counted from reports: for each person the visits, the minutes of the sessions, and the PDUs that come of them."
      />

      {PLATFORM_HELP.map(({ id, name, steps, note }) => (
        <section key={id}>
          <h2 id={id}>{name}</h2>
          <StepList steps={steps.map((title) => ({ title }))} />
          {note && <p>{note}</p>}
        </section>
      ))}

      <h2 id="own">A list of your own</h2>
      <p>
        A sheet with a heading for each column works best: Name (or First name and Last name), Email, and, where you
        have them, School, Educator number, PDUs and Completed. One name on each line works, too.
      </p>
    </HelpArticle>
  );
}
