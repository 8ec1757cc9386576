import type { Metadata } from 'next';
import { RevokeForm } from '@/components/certificates/revoke-form';
import { Inset } from '@/components/inset';
import { revokeAction } from '../actions';
import { changePage } from '../change-page';

const title = 'Revoke the certificate';
export const metadata: Metadata = { title };

export default changePage({ title, step: 'Revoke' }, ({ id }, { eventId, back }) => (
  <>
    <Inset title="What happens next">
      <p>
        The certificate stops being valid at once, for good: whoever checks it is told that it was revoked. Its attendee
        counts as not having completed the event, so that no new one is issued by itself. To set a mistake right,{' '}
        <a href={`${back}/correct`}>correct the certificate</a> instead.
      </p>
    </Inset>
    <RevokeForm action={revokeAction.bind(null, String(eventId), String(id))} cancelHref={back} />
  </>
));
