import { Inset } from '@/components/inset';
import { StepList } from '@/components/step-list';

/** Follows the manual's "Reporting Events", "Issuing Certificates" and "Revising Existing Events", in our own words. */
export function EventTopics() {
  return (
    <>
      <h2 id="in-short">PDUPS at a glance</h2>
      <p>
        Montana educators renew a license with professional development units (PDUs). One hour of instruction is one
        PDU. Units count only with the official certificate, which comes from PDUPS.
      </p>
      <StepList
        steps={[
          { title: 'Add your event', children: <p>Before it starts, or as soon as you can.</p> },
          { title: 'Print the certificate', children: <p>It is filled in from what you entered. Sign and date it.</p> },
          { title: 'Give it to people who completed the event', children: <p>On paper or electronically.</p> },
          {
            title: 'Come back and record the count',
            children: <p>How many certificates you gave out, even if it was 0.</p>,
          },
        ]}
      />
      <p>
        New to it? <a href="/welcome">How it works</a> shows this in five short pages. You can view it any time.
      </p>

      <h2 id="reporting-events">Reporting events</h2>
      <p>
        Open the <strong>Event List</strong> menu and choose <strong>Add Event</strong>. You will be asked for:
      </p>
      <ul>
        <li>the title and the instructor’s name</li>
        <li>a description and one or more categories</li>
        <li>the first and the last day</li>
        <li>the location: online, or city, state and ZIP code</li>
        <li>the hours of instruction, in quarter hours, without meals and breaks</li>
      </ul>
      <p>
        What you enter appears on the certificate or in the public record, so report the event as it happened. To add a
        similar event quickly, choose <strong>Duplicate</strong> on its row in <strong>List Events</strong>. To repeat
        an event on several dates, such as every second Tuesday of the month, open it and choose{' '}
        <strong>Copy to other dates</strong>. A copy of a conference’s session is a session of it only on the
        conference’s days.
      </p>

      <h2 id="certificate-count">Recording the certificate count</h2>
      <p>
        When the event is over, choose <strong>Record count</strong> on its row and enter how many certificates you gave
        out. You can do this starting on the event’s last day, and correct it later. If you gave out none, enter 0.
        Certificates issued here are counted for you; add the ones you gave out on paper. If more are issued later, List
        Events tells you, and you record the count again. To record several at once, choose{' '}
        <strong>Record the counts</strong> above the list: one table, one save. An empty box skips its event.
      </p>
      <Inset title="Why this matters">
        <p>
          A missing count may affect an educator’s license renewal. List Events shows which of your events still need
          one, oldest first.
        </p>
      </Inset>

      <h2 id="calendar">Events in a calendar</h2>
      <p>
        List Events has a <a href="/events/calendar">calendar</a> beside it, by month or day by day, with the days when
        counts are due. To see the same in Outlook, Google Calendar or Apple Calendar, create a private address under{' '}
        <a href="/account/calendar">My account, Calendar feed</a>. Attendees with a share link can add the event to
        their own calendar, and with the link of a conference all its sessions.
      </p>

      <h2 id="attendees">Keeping the roster of attendees</h2>
      <p>
        Open the event and choose <strong>Attendees</strong>. Add people one by one, or press{' '}
        <strong>Import a list</strong>: paste names or spreadsheet cells, or choose an Excel or CSV file. You see what
        will happen to each row before anything is saved, and importing the same list again changes nothing.{' '}
        <a href="/help/import">Import from Zoom, Teams, Meet and other systems</a> says how to get the file.
      </p>
      <p>
        Before the event, print the <strong>sign-in sheet</strong>. Afterward, mark each person as completed or not.
        Only those marked as completed can get a certificate. You can lower the PDUs for partial attendance; no one gets
        more than the event’s PDUs. Rosters are private. Keep them for five years.
      </p>
      <p>
        For a webinar, choose <strong>Attendance</strong> and upload the reports of Zoom, Teams, Google Meet or Webex,
        several at once for a meeting that was restarted or lasted several days. Set when the sessions and breaks were.
        Visits are added up and rounded down to the quarter hour, and you see the reason for each person, such as “2 h
        52 min of 3 h → 2.75”, before anything is saved. The reports are kept as evidence.
      </p>
      <p>
        At a conference, choose <strong>Check-in</strong>: print badges and scan them with your phone, or show one code
        that people scan with theirs. Everyone signs in and out, because time without a sign-out does not count. The
        scanner works without a network, too, and sends the scans later.
      </p>

      <h2 id="share-links">Letting attendees get their own certificates</h2>
      <p>
        Open the event and choose <strong>Share links</strong>. A link can ask for a code word that you say in the room,
        be limited to people on the roster, follow the <strong>Evaluation</strong>, or let you review each claim first.
        Print its poster or send its address. Attendees open it on a phone, type their name, state that they completed
        the event and are Montana educators, and get the certificate.
      </p>
      <p>
        You see each claim as it happens. You can refuse a claim that is waiting, or revoke the certificate of one that
        was wrong. Evaluation answers are anonymous; you see them once five people have answered the same questions.
      </p>

      <h2 id="issuing-certificates">Issuing certificates</h2>
      <ol>
        <li>
          Choose <strong>Print to PDF</strong> on the event’s row. Section II is already filled in: title, instructor,
          dates, your organization and phone, location and PDUs.
        </li>
        <li>
          Sign and date Section IV, by hand or digitally. To sign digitally, set up your signature once under{' '}
          <a href="/account/signature">My account</a>, then sign an event’s certificates on its page.
        </li>
        <li>
          Give the certificate to attendees who <strong>completed</strong> the event, and to no one else. Paper and
          electronic copies are equally valid.
        </li>
        <li>Record how many you gave out.</li>
        <li>Keep your records of the event and its attendees for five years after its last day.</li>
      </ol>
      <p>
        Did an attendee lose a certificate? <strong>Find certificates</strong> in the Event List menu finds a person’s
        certificates across all your events, and sends them again.
      </p>
      <p>
        A certificate of your own design does not count toward license renewal; only the one from PDUPS does. If you
        were approved for a single event, you have no account here; report your count with the form included in your
        approval letter.
      </p>

      <h2 id="revising-events">Revising events</h2>
      <p>
        Until the end of an event’s last day you can change it yourself: in <strong>List Events</strong>, choose{' '}
        <strong>Edit</strong> on its row and save.
      </p>
      <p>
        After that day, open the event and choose <strong>Ask for a correction</strong>. Enter the details as they
        should be, and say why. Staff compare both versions; when they approve, the event is corrected. Requests shows
        what was asked and decided, and you get an email.
      </p>
      <p>
        Certificates you already gave out do not change. Each shows the event as it was when the certificate was
        generated.
      </p>

      <h2 id="cancelled-events">Canceled events</h2>
      <p>
        If an event did not take place, open it and choose <strong>This event was canceled</strong>. Say why. When staff
        approve, the event leaves your list and needs no certificate count. It is not deleted: filter the list by the
        status Canceled to see it. Its share links say that it was canceled, and certificates that were already issued
        stay valid. Canceled by mistake? Staff can restore it.
      </p>
      <p>If an event took place but no one earned a certificate, keep it and record 0.</p>
    </>
  );
}
