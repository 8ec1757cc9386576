import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { Inset } from '@/components/inset';
import { KeptForm } from '@/components/kept-form';
import { PageHeader } from '@/components/page-header';
import { SignatureForm } from '@/components/signature/signature-form';
import { authorize } from '@/lib/access/authorize';
import { formatDay, formatMoment } from '@/lib/platform/days';
import type { Context } from '@/lib/platform/visit';
import { findOwnSignature } from '@/lib/signing/own-signature';
import { saveSignatureAction } from './actions';

export const metadata: Metadata = { title: 'Your signature' };

type Props = { searchParams: Promise<{ event?: string | string[]; conference?: string | string[] }> };

const numberIn = (value: string | string[] | undefined) =>
  typeof value === 'string' && /^\d+$/.test(value) ? value : '';

const ADDRESS = '/account/signature';

export default personPage(['provider'], signaturePage, {
  keep: async (because) => (
    <KeptForm because={because} action={saveSignatureAction} address={ADDRESS} saveLabel="Save signature" />
  ),
});

async function signaturePage(ctx: Context, { searchParams }: Props) {
  authorize(ctx, 'signature.change');
  const now = await findOwnSignature(ctx);
  const { event, conference } = await searchParams;
  // People who come from an event or a conference go back to it to sign.
  const [toSign, sessionsToSign] = [numberIn(event), numberIn(conference)];
  const back = sessionsToSign ? `/events/sign?conference=${sessionsToSign}` : '/account';
  return (
    <>
      <Breadcrumbs crumbs={[{ label: 'My account', href: '/account' }, { label: 'Signature' }]} />
      <PageHeader
        title="Your signature"
        lead="Use it to sign Section IV of your events’ certificates. Only you can use it."
      />
      {now && (
        <Inset>
          <p>
            The signature below was saved on {formatMoment(now.createdAt)}. If you change it, certificates that are
            already signed keep this one.
          </p>
        </Inset>
      )}
      <SignatureForm
        action={saveSignatureAction}
        now={now}
        name={ctx.actor.name}
        today={formatDay(ctx.clock.today())}
        event={toSign}
        conference={sessionsToSign}
        address={ADDRESS}
        cancelHref={toSign ? `/events/${toSign}/sign` : back}
      />
    </>
  );
}
