/** After the manual's "Special Considerations". */
export function SpecialTopics() {
  return (
    <>
      <h2 id="asynchronous-courses">Asynchronous online courses</h2>
      <p>A course that people can take at any time is entered with dates up to one year apart.</p>
      <ul>
        <li>After the end date, come back and record how many certificates were earned in that time.</li>
        <li>If the course stays open, add it again for the next year.</li>
        <li>
          Decide how Montana educators get their certificate. Your learning management system can release it at the end
          of the course to people who say they are educators in Montana; a manager connects it under{' '}
          <a href="/learning-systems">Learning systems</a>, and <a href="/help/learning-systems">this page</a> tells
          those who look after the system how. Or name a person in your organization who makes certificates on request.
        </li>
      </ul>

      <h2 id="conferences">Conferences</h2>
      <p>
        At a conference, above all a virtual one, people come and go and earn different amounts. Enter each session as
        an event of its own: twelve sessions are twelve events, each with its own certificate and its own count.
      </p>
      <p>
        Give each of them the same name under <strong>Conference</strong> in its form. List Events then shows the
        sessions together, and an attendee’s certificates of the whole conference can be downloaded at once.
      </p>
      <p>
        Many hosts of virtual conferences put the link to a session’s certificate at the end of that session’s
        evaluation, so that whoever sends in the evaluation receives it.
      </p>
    </>
  );
}
