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
          which the course was completed. Who completes it on the last evening gets a certificate of that year, even the
          next morning.
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

      <h2 id="conferences">Conferences</h2>
      <p>
        At a conference, especially a virtual one, people come and go and earn different amounts. Add each session as
        its own event: twelve sessions are twelve events, each with its own certificate and count.
      </p>
      <p>
        Give each of them the same name under <strong>Conference</strong> in its form. List Events then shows the
        sessions together, and you can download an attendee’s certificates for the whole conference at once.
      </p>
      <p>
        Many virtual conference providers put the certificate link at the end of a session’s evaluation, so that people
        who submit the evaluation get the link.
      </p>
    </>
  );
}
