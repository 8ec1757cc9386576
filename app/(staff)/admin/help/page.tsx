import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { HelpArticle } from '@/components/help-article';
import { HelpPicture } from '@/components/help-picture';
import { Inset } from '@/components/inset';
import { StepList } from '@/components/step-list';

export const metadata: Metadata = { title: 'Help for agency staff' };

const TOPICS = [
  { id: 'requests', title: 'Requests' },
  { id: 'events', title: 'Events of any provider' },
  { id: 'acting', title: 'Working for a provider' },
  { id: 'providers', title: 'Providers' },
  { id: 'applications', title: 'Applications' },
  { id: 'yearly', title: 'Yearly agreements and annual reports' },
  { id: 'second-person', title: 'Decisions of two people' },
  { id: 'users', title: 'Users' },
  { id: 'settings', title: 'Settings' },
  { id: 'log', title: 'What was done, and by whom' },
] as const;

export default personPage(['staff'], async () => (
  <HelpArticle
    crumbs={[{ label: 'Administration', href: '/admin' }, { label: 'Help for agency staff' }]}
    title="Help for agency staff"
    lead="How the agency answers requests, corrects records, and looks after providers and users. Help for providers has pages of its own."
    action={<a href="/help">Help for providers</a>}
    topics={TOPICS}
  >
    <Requests />
    <Events />
    <Acting />
    <Providers />
    <Users />
    <Settings />
    <Log />
  </HelpArticle>
));

function Requests() {
  return (
    <>
      <h2 id="requests">Requests</h2>
      <p>
        Whatever providers used to ask for by email is a request: a correction of an event that has ended, the
        cancellation of an event, access for a person, or a change of the provider’s own information. The queue shows
        what is overdue first, then what is due within two business days, then the rest.
      </p>
      <HelpPicture
        name="desk-queue"
        alt="The queue of requests, with a search, filters, and one request: what it is about, which provider asked, who answers it, and when the answer is due."
      />
      <StepList
        steps={[
          { title: 'Open a request. Assign it to yourself or to a colleague, so that no one else starts on it.' },
          {
            title:
              'Compare what the record says now with what the provider asks for. If the record has changed since they asked, you see all three versions.',
          },
          {
            title:
              'If something is unclear, ask the provider. The request waits for the answer, and that time does not count as the agency’s.',
          },
          {
            title:
              'Approve it, and the change is made at once; or decline it, with a reason that the provider reads. Both sides get an email.',
          },
        ]}
      />
      <HelpPicture
        name="desk-request"
        alt="A request for a correction: the title as it is now and as the provider asks for it, the reason, what depends on the event, and the buttons to decide."
      />
      <p>
        If certificates were issued with the old details, choose what becomes of them: leave them as they are, or
        correct all of them, with an email to each person who has one. To go through the queue with the keyboard, use
        the links <strong>Next request</strong> and <strong>Previous request</strong> at the top of each request.
      </p>
    </>
  );
}

function Events() {
  return (
    <>
      <h2 id="events">Events of any provider</h2>
      <p>
        Under <strong>Events</strong>, find an event by its title, instructor, provider or number. Its page shows what
        its provider sees, its requests, and its history. You can correct it after its end date, cancel it, restore it,
        and record a count for the provider. Each needs a reason, which the provider reads.
      </p>
      <HelpPicture
        name="desk-event"
        alt="An event as staff see it: its details, its count and certificates, and buttons to correct it, to cancel it and to record a count for its provider."
      />
      <Inset title="Rosters are private">
        <p>
          When you open the roster of an event, that is logged, and the provider sees it in the event’s history. The
          answers to evaluations can’t be opened by staff.
        </p>
      </Inset>
      <p>
        A canceled event is not deleted. It no longer counts as due, and nothing more can be issued for it. If
        certificates were issued before, you choose what becomes of them: leave them valid, or revoke all of them, with
        an email to each person who has one. When you correct an event, you choose the same way: leave them as they are,
        or correct all of them.
      </p>
    </>
  );
}

function Acting() {
  return (
    <>
      <h2 id="acting">Working for a provider</h2>
      <p>
        To see a provider’s pages as it does, and to work there, choose <strong>Act for this provider</strong> on the
        page of the provider or of one of its events, and enter a reason. For an hour you work as an editor there. A bar
        on each page names the provider that you are acting for. Choose <strong>Stop</strong> when you are done.
      </p>
      <HelpPicture
        name="desk-acting"
        alt="The bar: You’re acting for Big Sky School District, until when, and a button to stop."
      />
      <p>
        Everything you do is logged under your name and the provider’s, and the provider’s managers get an email.
        Signatures, users, keys of learning systems and answers to evaluations stay closed.
      </p>
    </>
  );
}

function Providers() {
  return (
    <>
      <h2 id="providers">Providers</h2>
      <p>
        The page of a provider has its record, its people, its counts due, its requests and its history. Change the
        record with a reason, add notes that only staff read, or add a provider with its first manager.
      </p>
      <p>
        A provider’s standing says what it may do: in good standing, with reports overdue, on probation (no new events),
        suspended or withdrawn (nothing new is issued). A standing acts from its first day on and never backward:
        certificates that were issued stay valid, and the check of a certificate says so. The provider reads the reason,
        when it is reviewed, and how to appeal, on its portal and by email.
      </p>
      <h2 id="applications">Applications</h2>
      <p>
        An organization that wants to be an approved provider applies by email or form. Record the application under{' '}
        <a href="/admin/applications">Applications</a>; its due day counts the business days after it arrived, and how
        many is a <a href="/admin/settings/applications">setting</a>. If something is unclear, ask the applicant by
        email and choose <strong>Wait for the applicant</strong>: those days do not count as the agency’s. Example: it
        is due on a Friday and waits from Monday to Wednesday; then it is due on Tuesday.
      </p>
      <p>
        When you approve it, you add the provider with a form that has what the application says. When you decline it,
        choose a reason and add a sentence. PDUPS does not write to applicants, so send them an email.
      </p>
      <h2 id="yearly">Yearly agreements and annual reports</h2>
      <p>
        Providers of several events agree to the rules once a year and send a report after each reporting year. The page
        of a provider shows what came and what is late. An agreement or a report that a manager signs in PDUPS is there
        at once. Choose <strong>Record as received</strong> when a document arrives by email, by mail or in person. If
        an entry is wrong, take it back with a reason. Example: a report of another district was recorded; after you
        take it back, the provider is reminded again.
      </p>
      <p>
        Open a report that was signed in PDUPS to see its numbers and contacts as they were signed, what was missing and
        why, and what has changed since then. Its list of events has the number of participants. Their names are on the
        rosters, which you open from an event. If a provider has to sign again, take the report back: its managers get
        an email with your reason.
      </p>
      <p>
        Under <strong>Providers</strong>, choose what is <strong>Missing</strong> to list those who have not sent it.
        PDUPS reminds their managers before and after the due day, and staff get one line in their email on the last of
        these days. Administrators set the due days, the days of reminders, and the words that are signed.
      </p>
      <h2 id="second-person">Decisions of two people</h2>
      <p>
        Suspending, withdrawing, closing and merging providers take something away, so one person proposes them and
        another confirms them. The person who proposed can’t confirm. A merge can be undone within 30 days; a closed
        provider can be reopened.
      </p>
    </>
  );
}

function Users() {
  return (
    <>
      <h2 id="users">Users</h2>
      <p>
        Add a person for a provider or for the agency; they get an email that leads to their first sign-in. On the page
        of a user you can change roles and the email address, reset two-step sign-in, end sessions, and disable the
        account. No one can do this to their own account, and the last manager of a provider and the last administrator
        stay.
      </p>
      <p>
        Managers can invite people to their own provider while the agency’s settings allow it. All invitations are
        listed under <strong>Users</strong>.
      </p>
    </>
  );
}

function Settings() {
  return (
    <>
      <h2 id="settings">Settings</h2>
      <p>
        All staff can read the settings; administrators change them: the support address, the sentences on the
        certificate, the event categories, holidays, who may invite, when yearly documents are due, and the addresses of
        the rules and documents. A change applies from the day you enter. Certificates that were made before keep their
        sentences.
      </p>
    </>
  );
}

function Log() {
  return (
    <>
      <h2 id="jobs">Jobs and emails</h2>
      <p>
        <a href="/admin/jobs">Jobs</a> shows what PDUPS does in the background: what waits, what failed, and why.
        Administrators can retry a failed job and pause a queue; its jobs wait. <a href="/admin/emails">Emails</a> shows
        who was sent which email and whether it arrived, without what it said. When an email comes back, for example
        because there is no mailbox with that address, a user’s page says so, and so does the attendee’s page for the
        provider. Both pages are under <a href="/admin/system">System</a>, where administrators can send a test email.
      </p>

      <h2 id="log">What was done, and by whom</h2>
      <p>
        Each event, certificate, provider, user and request has a history. Administrators can search the whole audit log
        by person, provider, record, action and dates, download it, and check it: the check finds an entry that was
        changed, added or removed.
      </p>
    </>
  );
}
