import type { Visitor } from '../support/visitor';
import { boundIdsOf, filled, formsOf } from './forms';

/** A link as its maker finds it on the event's page. */
export type LinkByHand = { linkId: number; path: string };

/** Makes a link the way a browser without scripts does. */
export async function makeLinkByHand(
  maker: Visitor,
  eventId: number,
  given: Record<string, string> = {},
): Promise<LinkByHand> {
  const page = `/events/${eventId}/share/new`;
  const [form] = formsOf(await maker.get(page)).filter(({ fields }) => fields.some(([name]) => name === 'codeWord'));
  const label = `Link ${crypto.randomUUID().slice(0, 8)}`;
  await maker.post(page, filled(form!, { label, access: 'open', unsigned: 'yes', ...given }));
  const { body } = await maker.get(`/events/${eventId}/share`);
  const card = body.split(/<li\b/).find((part) => part.includes(given.label ?? label));
  const token = /\/certificate\/([\w-]{43})/.exec(card ?? '')?.[1];
  const linkId = /\/share\/(\d+)\/revoke/.exec(card ?? '')?.[1];
  if (!token || !linkId) throw new Error(`no link was made at ${page}`);
  return { linkId: Number(linkId), path: `/certificate/${token}` };
}

/** Opens an event's check-in code as a browser without scripts would, and returns the path of its page. */
export async function openCodeByHand(maker: Visitor, eventId: number): Promise<string> {
  const page = `/events/${eventId}/attendees/check-in`;
  const form = formsOf(await maker.get(page)).find((each) => boundIdsOf(each).includes(String(eventId)));
  await maker.post(page, filled(form!));
  const path = /\/check-in\/[\w-]{24}/.exec((await maker.get(page)).body)?.[0];
  if (!path) throw new Error(`no code was opened at ${page}`);
  return path;
}

/** Makes the link of a conference as a browser without scripts would, and returns the path of its page. */
export async function makeConferenceLinkByHand(maker: Visitor, conferenceId: number): Promise<string> {
  const page = `/conferences/${conferenceId}/link`;
  const form = formsOf(await maker.get(page)).find((each) => boundIdsOf(each).includes(String(conferenceId)));
  await maker.post(page, filled(form!));
  const path = /\/conference\/[\w-]{43}/.exec((await maker.get(page)).body)?.[0];
  if (!path) throw new Error(`no link was made at ${page}`);
  return path;
}

/** Returns what an attendee who completed the event types: a different person each time. */
export function claimTyped() {
  const letters = crypto.randomUUID().replaceAll(/[^a-f]/g, '');
  return { name: `Zoë Ñandú ${letters}`, completed: 'yes', educator: 'yes' };
}

/** Claims a certificate through an open link, and returns the page that follows. */
export async function claimByHand(attendee: Visitor, path: string, given: Record<string, string> = {}) {
  const page = await attendee.get(`${path}?another=1`);
  const [form] = formsOf(page).filter(({ fields }) => fields.some(([name]) => name === 'requestKey'));
  if (!form) throw new Error(`${path} has no form; it answered ${page.status}`);
  const answer = await attendee.post(path, filled(form, { ...claimTyped(), ...given }));
  return answer.location ? attendee.get(answer.location) : answer;
}

/** Returns the serial of the certificate on a page. */
export function serialOn({ body }: { body: string }): string {
  const serial = /\/verify\/([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})/.exec(body)?.[1];
  if (!serial) throw new Error('no certificate is on the page');
  return serial;
}
