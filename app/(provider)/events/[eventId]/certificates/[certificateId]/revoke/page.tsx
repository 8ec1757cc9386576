import { titledByEvent } from '@/app/_edges/event-title';
import { RevokeForm } from '@/components/certificates/revoke-form';
import { Inset } from '@/components/inset';
import { revokeAction } from '../actions';
import { changePage } from '../change-page';

const title = 'Revoke the certificate';
export const generateMetadata = titledByEvent(title, 'certificate.revoke');

export default changePage({ title, step: 'Revoke', capability: 'certificate.revoke' }, ({ id }, { eventId, back }) => (
  <>
    <Inset title="What happens next">
      <p>
        The certificate stops being valid right away, permanently; anyone who checks it sees that it was revoked. The
        attendee is marked as not having completed the event, so a new one is not issued automatically. To fix a
        mistake, <a href={`${back}/correct`}>correct the certificate</a> instead.
      </p>
    </Inset>
    <RevokeForm action={revokeAction.bind(null, String(eventId), String(id))} cancelHref={back} />
  </>
));
