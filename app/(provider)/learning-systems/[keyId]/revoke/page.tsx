import { personPage } from '@/app/_edges/person-page';
import { titledByKey } from '@/app/_edges/record-title';
import { ButtonForm } from '@/components/account/button-form';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ButtonLink } from '@/components/button-link';
import { PageHeader } from '@/components/page-header';
import { getKey, parseKeyId } from '@/lib/learning-systems/keys';
import { revokeKeyAction } from './actions';

export const generateMetadata = titledByKey('Revoke a key');

type Props = { params: Promise<{ keyId: string }> };

export default personPage(['provider'], async (ctx, { params }: Props) => {
  const key = await getKey(ctx, parseKeyId((await params).keyId));
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: 'Learning systems', href: '/learning-systems' },
          { label: `Revoke the key for ${key.label}` },
        ]}
      />
      <PageHeader title={<span dir="auto">Revoke the key for {key.label}</span>} />
      {key.revokedAt ? (
        <>
          <p>This key is already revoked. It no longer works.</p>
          <div className="button-row">
            <ButtonLink href="/learning-systems">Back to the list</ButtonLink>
          </div>
        </>
      ) : (
        <>
          <div className="prose">
            <p>The system will no longer get certificates with this key. This can’t be undone.</p>
            <ul>
              <li>Links it signed stop working, including for learners who have not opened theirs yet.</li>
              <li>Certificates already issued stay as they are.</li>
              <li>To avoid an interruption, create another key first and give it to the system.</li>
            </ul>
          </div>
          <div className="button-row">
            <ButtonForm
              action={revokeKeyAction.bind(null, String(key.id))}
              label="Revoke the key"
              pendingLabel="Revoking…"
              variant="danger"
            />
            <ButtonLink href="/learning-systems" variant="quiet">
              Cancel
            </ButtonLink>
          </div>
        </>
      )}
    </>
  );
});
