import type { ProviderEvent } from './event';

/**
 * An e-mail to the agency that asks for a change after the end date. The manual wants the provider's name and what
 * needs to be edited ("Revising Existing Events"; M17); the number spares the agency a search.
 */
export function changeRequestMail(
  event: Pick<ProviderEvent, 'id' | 'title' | 'providerName'>,
  supportAddress: string,
): string {
  const subject = `Change to event ${event.id}, ${event.providerName}`;
  const body = [
    `Provider: ${event.providerName}`,
    `Event number: ${event.id}`,
    `Title: ${event.title}`,
    '',
    'What needs to be edited:',
    '',
  ].join('\r\n');
  return `mailto:${supportAddress}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
}
