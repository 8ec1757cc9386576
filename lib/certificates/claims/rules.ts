type Sent = { eventId: number; shareLinkId: number | null; holderHash: string; name: string };

/**
 * Why a form that was sent before cannot stand for this claim; null when it is the same. A form filled in again for
 * somebody else, after the back button, is another person's claim and needs a form of its own.
 */
export function whyNotTheSameClaim(claim: Sent, now: Sent): string | null {
  const same =
    claim.eventId === now.eventId &&
    claim.shareLinkId === now.shareLinkId &&
    claim.holderHash === now.holderHash &&
    claim.name === now.name;
  return same
    ? null
    : 'This form was sent already. To get a certificate for another person, open the link again. To put a name right, ask the provider of the event.';
}
