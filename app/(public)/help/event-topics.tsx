import { Inset } from '@/components/inset';
import { StepList } from '@/components/step-list';

/** After the manual's "Reporting Events", "Issuing Certificates" and "Revising Existing Events", in our own words. */
export function EventTopics({ supportAddress }: { supportAddress: string }) {
  return (
    <>
      <h2 id="in-short">PDUPS in short</h2>
      <p>
        Montana educators renew a license with professional development units (PDUs). One hour of instruction is one
        PDU. Units count only with the official certificate, and that certificate comes from here.
      </p>
      <StepList
        steps={[
          { title: 'Add your event', children: <p>Before it starts, or as soon as you can.</p> },
          { title: 'Print the certificate', children: <p>It is filled in from what you entered. Sign and date it.</p> },
          { title: 'Give it to those who completed the event', children: <p>On paper or electronically.</p> },
          {
            title: 'Come back and record the count',
            children: <p>How many certificates you gave out. 0 is an answer.</p>,
          },
        ]}
      />
      <p>
        New to it? <a href="/welcome">How it works</a> shows the same on five short pages, as often as you like.
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
        Everything you enter goes onto the certificate or into the public record, so report it as it happened. A similar
        event is quicker with <strong>Duplicate</strong> on its row in <strong>List Events</strong>.
      </p>

      <h2 id="certificate-count">Recording the certificate count</h2>
      <p>
        When the event is over, choose <strong>Record certificates</strong> on its row and enter how many certificates
        you gave out. You can do this from the last day on, and correct it later. If you gave out none, enter 0.
        Certificates that were issued here are counted for you; add those that you gave out on paper. When more are
        issued later, List Events says so, and you record the number again.
      </p>
      <Inset title="Why this matters">
        <p>
          An educator’s license renewal may be affected when the count of an event is missing. List Events shows which
          of your events still owe one, oldest first.
        </p>
      </Inset>

      <h2 id="attendees">Keeping the roster of attendees</h2>
      <p>
        Open the event and choose <strong>Attendees</strong>. Add people one by one, or press{' '}
        <strong>Import a list</strong>: paste names or cells of a spreadsheet, or choose an Excel or CSV file. You see
        what would happen to each line before anything is saved, and importing the same list again changes nothing.
      </p>
      <p>
        Before the event, print the <strong>sign-in sheet</strong>. After it, mark who completed the event: only they
        get certificates. Somebody who came for a part can have fewer PDUs, never more than the event gives. Rosters are
        private; keep them for five years.
      </p>

      <h2 id="share-links">Letting attendees get their certificates themselves</h2>
      <p>
        Open the event and choose <strong>Share links</strong>. A link can ask for a code word that you say in the room,
        be for people on the roster only, come after the <strong>Evaluation</strong>, or let you review each claim
        first. Print its poster, or send its address. Attendees open it on a phone, type their name, state that they
        completed the event and are Montana educators, and have the certificate.
      </p>
      <p>
        You see each claim as it happens. Refuse one that waits, or withdraw one that was not right: its certificate is
        then revoked. Answers to the evaluation carry no names; you see them once five people have answered.
      </p>

      <h2 id="issuing-certificates">Issuing certificates</h2>
      <ol>
        <li>
          Choose <strong>Print to PDF</strong> on the event’s row. Section II is already filled in: title, instructor,
          dates, your organization and phone, location and PDUs.
        </li>
        <li>
          Sign and date Section IV, by hand or digitally. To sign digitally, make your signature once under{' '}
          <a href="/account/signature">My account</a>, then sign the certificates of an event on its page.
        </li>
        <li>
          Give the certificate to attendees who <strong>completed</strong> the event, and to nobody else. Paper and
          electronic copies are equally good.
        </li>
        <li>Record how many you gave out.</li>
        <li>Keep your records of the event and its attendees for five years after its last day.</li>
      </ol>
      <p>
        A certificate of your own design does not count for license renewal; only the one from PDUPS does. If you were
        approved for a single event, you have no account here: report your count with the form that came with your
        approval letter.
      </p>

      <h2 id="revising-events">Revising events</h2>
      <p>
        Until the end of an event’s last day you can change it yourself: in <strong>List Events</strong>, choose{' '}
        <strong>Edit</strong> on its row and save.
      </p>
      <p>
        After that day, write to <a href={`mailto:${supportAddress}`}>{supportAddress}</a> with your provider name and
        what should be changed.
      </p>
      <p>
        Certificates you have already given out do not change. Each shows the event as it was when the certificate was
        made.
      </p>

      <h2 id="cancelled-events">Cancelled events</h2>
      <p>
        If an event did not take place, write to <a href={`mailto:${supportAddress}`}>{supportAddress}</a> and ask to
        have it removed. If it did take place but nobody earned a certificate, keep it and record 0.
      </p>
    </>
  );
}
