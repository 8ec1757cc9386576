import type { Metadata } from 'next';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { getApplicant, parseApplicationId } from '@/lib/applications/application';
import { getKey, parseKeyId } from '@/lib/learning-systems/keys';
import type { SignedInContext } from '@/lib/platform/visit';
import { getProviderName } from '@/lib/providers/staff/get-provider';
import { getRequestTitle, parseRequestId } from '@/lib/requests/request';
import { getColleague } from '@/lib/users/colleagues';
import { requireContext } from '@/lib/users/context';
import { parseProviderId } from '@/lib/users/provider-id';
import { parseUserId as parseColleagueId } from '@/lib/users/record-id';
import { getUserName } from '@/lib/users/staff/get-user';
import { parseUserId } from '@/lib/users/staff/user-id';
import { getWebhook, parseWebhookId } from '@/lib/webhooks/webhooks';

type Props<Params> = { params: Promise<Params> };

type Title<Params> = {
  /** Returns what the record is called. It may throw: what the person may not read is not in the title. */
  nameOf: (ctx: SignedInContext, params: Params) => Promise<string | null>;
  /** "Event": the title of the record's own page when it is refused. */
  kind: string;
  /** "Edit event": what the page is for; absent for the record's own page. It may throw, too. */
  page?: string | ((params: Params) => string) | undefined;
};

/**
 * Returns the title of a page about one record, with what the record is called first: it tells two tabs apart
 * (WCAG 2.4.2). A page that is refused has only its own name, which says nothing about the record.
 */
export function titledByRecord<Params>({ nameOf, kind, page }: Title<Params>) {
  return async ({ params }: Props<Params>): Promise<Metadata> => {
    const which = await params;
    const name = await orNull(async () => nameOf(await requireContext(), which));
    const own = typeof page === 'function' ? await orNull(async () => page(which)) : page;
    return { title: [name, own].filter(Boolean).join(': ') || kind };
  };
}

async function orNull<T>(read: () => Promise<T>): Promise<T | null> {
  return read().catch(() => null);
}

/** Returns the title of a page of staff about one provider. */
export function titledByProvider(page?: string) {
  return titledByRecord<{ providerId: string }>({
    nameOf: (ctx, { providerId }) => getProviderName(ctx, parseProviderId(providerId)),
    kind: 'Provider',
    page,
  });
}

/** Returns the title of a page of staff about one user. */
export function titledByUser<Params extends { userId: string }>(page?: Title<Params>['page']) {
  return titledByRecord<Params>({
    nameOf: (ctx, { userId }) => getUserName(ctx, parseUserId(userId)),
    kind: 'User',
    page,
  });
}

/** Returns the title of a page about one request. Each side has a page of its own. */
export function titledByRequest(side: 'provider' | 'staff') {
  return titledByRecord<{ requestId: string }>({
    nameOf: async (ctx, { requestId }) => {
      const decides = whyNotAllowed(ctx.actor, 'request.decide') === null;
      return decides === (side === 'staff') ? getRequestTitle(ctx, parseRequestId(requestId)) : null;
    },
    kind: 'Request',
  });
}

/** Returns the title of a page of staff about one application. */
export function titledByApplication(page?: string) {
  return titledByRecord<{ applicationId: string }>({
    nameOf: (ctx, { applicationId }) => getApplicant(ctx, parseApplicationId(applicationId)),
    kind: 'Application',
    page,
  });
}

/** Returns the title of a manager's page about one user of the provider. */
export function titledByColleague(page: string) {
  return titledByRecord<{ userId: string }>({
    nameOf: async (ctx, { userId }) => (await getColleague(ctx, parseColleagueId(userId))).name,
    kind: 'User',
    page,
  });
}

/** Returns the title of a page about one key of a learning system. */
export function titledByKey(page: string) {
  return titledByRecord<{ keyId: string }>({
    nameOf: async (ctx, { keyId }) => (await getKey(ctx, parseKeyId(keyId))).label,
    kind: 'Key',
    page,
  });
}

/** Returns the title of a page about one webhook. */
export function titledByWebhook(page?: string) {
  return titledByRecord<{ webhookId: string }>({
    nameOf: async (ctx, { webhookId }) => {
      const { webhook } = await getWebhook(ctx, parseWebhookId(webhookId));
      return `Webhook for ${new URL(webhook.url).host}`;
    },
    kind: 'Webhook',
    page,
  });
}
