import { titledByEvent } from '@/app/_edges/event-title';
import { CorrectForm } from '@/components/certificates/correct-form';
import { Unsigned } from '@/components/certificates/unsigned';
import { Inset } from '@/components/inset';
import { unitsOf } from '@/lib/events/rules';
import { correctAction } from '../actions';
import { changePage } from '../change-page';

const title = 'Correct the certificate';
export const generateMetadata = titledByEvent(title, 'certificate.correct');

export default changePage(
  { title, step: 'Correct', capability: 'certificate.correct' },
  ({ id, attendee, eventHours }, { eventId, back, isSigned }) => (
    <>
      {!isSigned && <Unsigned eventId={eventId} next="reissue" />}
      <Inset title="What happens next">
        <p>
          We’ll make a new certificate with a new serial number, using the event as it is now. The old one stays on
          record; anyone who checks it sees that it was replaced. The roster is corrected too. Nothing is emailed
          automatically.
        </p>
      </Inset>
      <CorrectForm
        action={correctAction.bind(null, String(eventId), String(id))}
        values={{
          name: attendee.name,
          school: attendee.school,
          educatorNumber: attendee.educatorNumber,
          units: unitsOf(attendee.units),
          version: String(attendee.version),
        }}
        most={unitsOf(eventHours)}
        cancelHref={back}
      />
    </>
  ),
);
