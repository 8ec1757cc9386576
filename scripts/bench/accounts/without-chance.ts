/**
 * Removes from an answer what differs between any two visits: nonces, request ids, tickets of the human check.
 * @param own what is unique to this visit and shown again: the name it typed, the mask it saw
 */
export function withoutChance(
  { status, location, body }: { status: number; location: string | null; body: string },
  own: string[],
): string {
  let plain = body
    .replaceAll(/[0-9a-f-]{36}\.[0-9a-z]{1,10}\.[0-9a-f]{32}/g, 'TICKET')
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/g, 'REQUEST')
    .replaceAll(/nonce(\\?["']?[:=]\\?["'])[^"'\\]+/g, 'nonce$1')
    .replaceAll(/self\.__next_r="[^"]*"/g, '');
  // An address may contain the username, so the longest goes first.
  for (const text of own.toSorted((a, b) => b.length - a.length)) if (text) plain = plain.replaceAll(text, 'OWN');
  return `${status} ${location ?? ''}\n${plain}`;
}

/** Shows where two long texts diverge, so that a person can see the difference; blank when they are equal. */
export function whereTheyPart(one: string, other: string): string {
  if (one === other) return '';
  let at = 0;
  while (one[at] === other[at]) at++;
  return `${one.slice(Math.max(0, at - 60), at + 120)}\n…and…\n${other.slice(Math.max(0, at - 60), at + 120)}`;
}
