import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { personPage } from '@/app/_edges/person-page';
import { ButtonForm } from '@/components/account/button-form';
import { PageHeader } from '@/components/page-header';
import { findProviderToOpen, pageToOpen } from '@/lib/users/open-at-provider';
import { parseProviderId } from '@/lib/users/provider-id';
import { openPageAction } from '../../portal/actions';

export const metadata: Metadata = { title: 'Open for another provider' };

type Props = { params: Promise<{ providerId: string }>; searchParams: Promise<{ page?: string | string[] }> };

/** Leads from an email to a page of one of a person's providers. A link changes nothing by itself, so it asks first. */
export default personPage(['provider'], async (ctx, { params, searchParams }: Props) => {
  const providerId = parseProviderId((await params).providerId);
  const page = pageToOpen((await searchParams).page);
  const { providerName, current, workingFor } = await findProviderToOpen(ctx, providerId);
  if (current) redirect(page);
  return (
    <>
      <PageHeader
        title="Open for another provider"
        lead={
          <>
            This page belongs to <bdi>{providerName}</bdi>. You are working for <bdi>{workingFor}</bdi> now.
          </>
        }
      />
      <ButtonForm
        action={openPageAction}
        fields={{ providerId, page }}
        label={`Switch to ${providerName} and open it`}
        pendingLabel="Opening…"
      />
    </>
  );
});
