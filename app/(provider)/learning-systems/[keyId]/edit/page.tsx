import { personPage } from '@/app/_edges/person-page';
import { titledByKey } from '@/app/_edges/record-title';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ButtonLink } from '@/components/button-link';
import { EditKeyForm } from '@/components/learning-systems/edit-key-form';
import { PageHeader } from '@/components/page-header';
import { getKey, parseKeyId } from '@/lib/learning-systems/keys';
import { keyText } from '@/lib/learning-systems/rules';
import { changeKeyAction } from './actions';

export const generateMetadata = titledByKey('Edit a key');

type Props = { params: Promise<{ keyId: string }> };

export default personPage(['provider'], async (ctx, { params }: Props) => {
  const key = await getKey(ctx, parseKeyId((await params).keyId));
  return (
    <>
      <Breadcrumbs
        crumbs={[{ label: 'Learning systems', href: '/learning-systems' }, { label: `Edit the key for ${key.label}` }]}
      />
      <PageHeader title={<span dir="auto">Edit the key for {key.label}</span>} />
      {key.revokedAt ? (
        <>
          <p>This key was revoked. It no longer works.</p>
          <div className="button-row">
            <ButtonLink href="/learning-systems">Back to the list</ButtonLink>
          </div>
        </>
      ) : (
        <EditKeyForm
          action={changeKeyAction.bind(null, String(key.id))}
          address={`/learning-systems/${key.id}/edit`}
          stored={{ label: key.label, signedOnly: key.signedOnly }}
          shown={keyText(key)}
        />
      )}
    </>
  );
});
