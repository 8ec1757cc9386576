import type { ProviderEvent } from '@/lib/events/event';
import type { EventHistory } from '@/lib/events/event-history';
import type { Context } from '@/lib/platform/visit';
import { factsOfEvent, signingOf } from '@/lib/printing/facts-of-event';
import { type DrawnSignature, drawnSignature, signatureArtOf } from '@/lib/printing/signature/signature-art';
import type { SharedFacts, SigningFacts } from '@/lib/printing/template/certificate-facts';
import { settingNow } from '@/lib/settings/read-setting';

/**
 * Returns the certificate of an event, which the caller read within scope, as it would be printed now, or as it would
 * be with the given `signing`.
 */
export async function certificateOnScreen(
  ctx: Context,
  event: ProviderEvent,
  { versions, signings }: Pick<EventHistory, 'versions' | 'signings'>,
  signing: SigningFacts | null = signingOf(signings[0]),
): Promise<{ facts: SharedFacts; signature: DrawnSignature | null }> {
  const art = await signatureArtOf(ctx.db, signing ?? {});
  const texts = await settingNow(ctx, 'statements');
  return { facts: factsOfEvent(event, versions[0] ?? null, signing, texts), signature: art && drawnSignature(art) };
}
