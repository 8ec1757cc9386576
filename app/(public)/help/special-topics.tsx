import { HelpPicture } from '@/components/help-picture';

/** Follows the manual's "Special Considerations". */
export function SpecialTopics() {
  return (
    <>
      <h2 id="asynchronous-courses">Courses that are always open</h2>
      <p>
        Check “Always open” for an asynchronous online course that people can take at any time. It is entered for one
        year at a time, such as July 1, 2026 to July 1, 2027.
      </p>
      <ul>
        <li>
          Before the end, the Secure Portal and the event’s page ask whether it stays open. If it does, choose “Make
          next year’s entry”. It gets the same content, and begins on the day after.
        </li>
        <li>
          You don’t have to change your course pages. Share links, keys and course links of any year lead to the year in
          which the course was completed. People who complete it on the last evening get a certificate of that year,
          even the next morning.
        </li>
        <li>After the end date, come back and record how many certificates were earned in that year.</li>
        <li>
          If the course runs on June 30 and goes on, you can record a count up to June 30 for the annual report on its
          page.
        </li>
        <li>
          Decide how Montana educators get their certificate. Your learning management system can release it at the end
          of the course to people who say they are educators in Montana; a manager connects it under{' '}
          <a href="/learning-systems">Learning systems</a>, and <a href="/help/learning-systems">this page</a> explains
          how to set it up. Or name a person in your organization who creates certificates on request.
        </li>
      </ul>

      <HelpPicture
        name="always-open"
        alt="The page of a course that ends soon. It asks whether the course stays open, says what the next entry gets, and has the button “Make next year’s entry”."
      />

      <h2 id="conferences">Conferences</h2>
      <p>
        At a conference, especially a virtual one, people come and go and earn different amounts. Add each session as
        its own event: twelve sessions are twelve events, each with its own certificate and count.{' '}
        <a href="/help/conferences">A conference from beginning to end</a> shows each step with pictures.
      </p>
      <p>
        Under <strong>Event List</strong>, choose <a href="/conferences">Conferences</a> and add yours. Then add its
        sessions, all of them at once:
      </p>
      <ul>
        <li>
          <strong>Add sessions</strong> opens a grid. Type one session per row, or copy cells from a spreadsheet and
          paste them into it. Hours that you leave blank come from the start and end times.
        </li>
        <li>
          <strong>Import sessions</strong> takes a workbook, a CSV file or an export from Sched or Whova. You say what
          each column contains, and see what happens to each row before anything is saved.
        </li>
        <li>
          Give each session a number of your own, such as S-101. When the program changes, import the changed list:
          sessions are found by their number, and you see every change first.
        </li>
        <li>
          <strong>Copy to new dates</strong> on last year’s conference adds this year’s, with the same sessions on the
          same weekdays. <strong>Edit all sessions</strong> shows them in a grid.
        </li>
      </ul>
      <p>The page of a conference shows all its sessions, and does for all of them at once:</p>
      <ul>
        <li>Sign every session that is not signed.</li>
        <li>Issue the certificates of all sessions, then email them.</li>
        <li>Record the counts in one table. An empty box skips its session, and 0 is a count.</li>
        <li>Close the conference when nothing is missing. Until then, the page says what is.</li>
      </ul>
      <p>You can download an attendee’s certificates for the whole conference at once, from their page on a roster.</p>
      <p>
        <strong>Attendee link</strong> on the conference’s page makes one link for all sessions. Attendees give their
        name once, check the sessions they attended, and get their certificates together, in one list and one email.
        Each session still asks for its own code word, evaluation or place on the roster; sessions at the same time
        can’t both be claimed. Print the program with a QR code for each session, and a poster for each room.
      </p>
      <p>
        <strong>Roster</strong> shows who was at which session. Import one list for all of them, such as an export of
        Whova or Sched, or badge scans. <strong>Check-in</strong> opens each session’s QR code and scanner; a badge
        works at all sessions.
      </p>
      <p>
        Many virtual conference providers put the certificate link at the end of a session’s evaluation, so that people
        who submit the evaluation get the link.
      </p>
    </>
  );
}
