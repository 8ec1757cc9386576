import { readFileSync } from 'node:fs';
import type { Database } from '@/db/client';
import { reportingYearOf } from '@/lib/events/reporting-year';
import { systemClock } from '@/lib/platform/clock';
import { productDatabase } from '../support/product-database';
import { type Answer, Visitor } from '../support/visitor';
import {
  addPerson,
  certificateOf,
  ELSEWHERE,
  gatherPeople,
  givenApplication,
  givenAttendeeOf,
  givenConferenceOf,
  givenExport,
  givenListFor,
  givenProposal,
  givenReportFor,
  givenRequest,
  givenRequestFile,
  givenRunOf,
  givenSecretColleague,
  givenSecretConference,
  givenSecretEvent,
  givenSecretKey,
  givenSessionDraft,
  givenUploadFor,
  givenWebhook,
  type People,
  type RowOf,
  wholeRow,
} from './people';
import {
  claimByHand,
  type LinkByHand,
  makeConferenceLinkByHand,
  makeLinkByHand,
  openCodeByHand,
  serialOn,
} from './share-by-hand';

/**
 * What a person gets: the page, the sign-in, "not for you", "not found", a redirect of the route's own, or a request
 * for a key at the endpoint for learning management systems, where cookies are ignored.
 */
type Outcome = 'ok' | 'sign-in' | 'forbidden' | 'not-found' | 'onward' | 'key' | 'other-method';
type Row = RowOf<Outcome>;

const EVERYBODY = everyoneGets('ok');
const LED_ON = everyoneGets('onward');
const NOBODY = everyoneGets('not-found');
const KEY_ONLY = everyoneGets('key');
const OUT: Pick<Row, 'guest' | 'holder' | 'disabled'> = { guest: 'sign-in', holder: 'sign-in', disabled: 'sign-in' };
const OWN_LIST: Row = { ...OUT, stranger: 'ok', viewer: 'ok', owner: 'ok', staff: 'forbidden', acting: 'ok' };
const OWN_EVENT: Row = { ...OUT, stranger: 'not-found', viewer: 'ok', owner: 'ok', staff: 'ok', acting: 'ok' };
const OWN_EVENT_WORK: Row = { ...OWN_EVENT, staff: 'forbidden' };
/** What only the provider's managers see and do. */
const OWN_USER: Row = {
  ...OUT,
  stranger: 'not-found',
  viewer: 'forbidden',
  editor: 'forbidden',
  owner: 'ok',
  staff: 'forbidden',
  acting: 'forbidden',
};
const STAFF_ONLY: Row = {
  ...OUT,
  stranger: 'forbidden',
  viewer: 'forbidden',
  owner: 'forbidden',
  staff: 'ok',
  acting: 'forbidden',
};
const FOR_ADMINISTRATORS: Row = { ...STAFF_ONLY, staff: 'forbidden', administrator: 'ok' };
const CHANGES: Row = { ...OUT, stranger: 'ok', viewer: 'forbidden', owner: 'ok', staff: 'forbidden', acting: 'ok' };

/**
 * Every route of the build. `[eventId]` is an event of the owner's provider; the stranger works for another provider. A
 * route that is not listed here fails the first test: decide who can use it, then add it.
 */
const ROUTES: Record<string, Row> = {
  '/': { ...OUT, stranger: 'onward', viewer: 'onward', owner: 'onward', staff: 'onward', acting: 'onward' },
  '/accessibility': EVERYBODY,
  '/help': EVERYBODY,
  '/help/conferences': EVERYBODY,
  '/help/import': EVERYBODY,
  '/help/learning-systems': EVERYBODY,
  '/faq': EVERYBODY,
  // Empty without a link that a learning system signed: tests/e2e/learning-systems.test.ts.
  '/certificate/from-course': NOBODY,
  '/certificate/from-course/pdf': NOBODY,
  // Without a mail server, and on this machine only: tests/unit/mailbox.test.ts.
  '/mailbox': EVERYBODY,
  '/rules': EVERYBODY,
  '/providers': EVERYBODY,
  '/providers/export': EVERYBODY,
  '/providers/[providerId]': EVERYBODY,
  // What the page shows of a certificate, and what it does not: tests/db/verify.test.ts. Only people who claimed
  // through a link have certificates here: tests/db/conference-certificates.test.ts.
  '/certificate/[token]/conference': NOBODY,
  '/certificate/[token]/calendar': EVERYBODY,
  // Nobody guesses an address; what a real one shows: tests/db/calendar.test.ts, tests/e2e/calendar.test.ts.
  '/calendar/[file]': NOBODY,
  '/verify': EVERYBODY,
  '/verify/[serial]': EVERYBODY,
  '/favicon.ico': EVERYBODY,
  '/icon.svg': EVERYBODY,
  '/[...path]': NOBODY,
  '/api/health': EVERYBODY,
  '/api/v1/[[...path]]': NOBODY,
  '/api/v1/openapi.json': EVERYBODY,
  '/api/v1/certificates': everyoneGets('other-method'),
  '/api/v1/certificates/batch': everyoneGets('other-method'),
  '/api/v1/certificates/[serial]': KEY_ONLY,
  '/api/v1/certificates/[serial]/correct': everyoneGets('other-method'),
  '/api/v1/certificates/[serial]/pdf': KEY_ONLY,
  '/api/v1/certificates/[serial]/revoke': everyoneGets('other-method'),
  '/api/v1/events': KEY_ONLY,
  '/api/v1/events/batch': everyoneGets('other-method'),
  '/api/v1/events/counts': everyoneGets('other-method'),
  '/fonts/certificate/[face]': EVERYBODY,
  // Without a challenge, there is nothing to answer.
  '/sign-in/code': { ...OUT, stranger: 'onward', viewer: 'onward', owner: 'onward', staff: 'onward', acting: 'onward' },
  '/sign-in': {
    ...EVERYBODY,
    stranger: 'onward',
    viewer: 'onward',
    owner: 'onward',
    staff: 'onward',
    acting: 'onward',
  },
  '/password-reset': EVERYBODY,
  '/password-reset/work': EVERYBODY,
  '/password-reset/first-access': EVERYBODY,
  '/password-reset/letters/[ticket]': NOBODY,
  // Visitors without a reset flow are sent to the first page of the reset.
  '/password-reset/email': LED_ON,
  '/password-reset/code': LED_ON,
  '/password-reset/new-password': LED_ON,
  '/password-reset/done': LED_ON,
  '/events': OWN_LIST,
  '/events/export': OWN_LIST,
  '/events/calendar': OWN_LIST,
  '/events/new': CHANGES,
  '/events/counts': CHANGES,
  '/certificates': OWN_LIST,
  '/numbers': OWN_LIST,
  '/events/sign': { ...CHANGES, acting: 'forbidden' },
  // Staff have a page of their own for it.
  '/events/[eventId]': { ...OWN_EVENT, staff: 'onward' },
  '/events/[eventId]/edit': { ...CHANGES, stranger: 'not-found' },
  '/events/[eventId]/copies': { ...CHANGES, stranger: 'not-found' },
  '/events/[eventId]/copies/added': { ...CHANGES, stranger: 'not-found' },
  '/events/[eventId]/request': { ...CHANGES, stranger: 'not-found' },
  '/requests': OWN_LIST,
  '/requests/[requestId]': { ...OWN_EVENT, staff: 'forbidden' },
  '/requests/[requestId]/files/[requestFileId]': OWN_EVENT,
  '/events/[eventId]/report': OWN_EVENT_WORK,
  '/events/[eventId]/interim-count': OWN_EVENT_WORK,
  '/events/[eventId]/sign': OWN_EVENT_WORK,
  '/events/[eventId]/share': OWN_EVENT,
  '/events/[eventId]/share/new': { ...CHANGES, stranger: 'not-found' },
  '/events/[eventId]/share/[linkId]/poster': { ...CHANGES, stranger: 'not-found' },
  '/events/[eventId]/share/[linkId]/revoke': { ...CHANGES, stranger: 'not-found' },
  '/events/[eventId]/share/claims/[claimId]': OWN_EVENT,
  '/events/[eventId]/evaluation': OWN_EVENT,
  // Answers are not for staff, acting for the provider or not.
  '/events/[eventId]/evaluation/results': { ...OWN_EVENT, staff: 'forbidden', acting: 'forbidden' },
  '/events/[eventId]/evaluation/results/export': { ...OWN_EVENT, staff: 'forbidden', acting: 'forbidden' },
  // Open to anyone who has the address, which is the purpose of a link. The certificate is only for its holder.
  '/certificate/[token]': EVERYBODY,
  '/conference/[token]': EVERYBODY,
  '/conference/[token]/calendar': EVERYBODY,
  '/conference/[token]/[serial]': { ...NOBODY, holder: 'ok' },
  '/conference/[token]/download': { ...NOBODY, holder: 'ok' },
  '/certificate/[token]/[serial]': { ...NOBODY, holder: 'ok' },
  '/events/[eventId]/certificates': OWN_EVENT,
  '/events/[eventId]/certificates/zip': OWN_EVENT,
  '/events/[eventId]/certificates/print': OWN_EVENT,
  '/events/[eventId]/certificates/issue-all': { ...CHANGES, stranger: 'not-found' },
  '/events/[eventId]/certificates/change': { ...CHANGES, stranger: 'not-found' },
  '/events/[eventId]/certificates/issue': { ...CHANGES, stranger: 'not-found' },
  '/events/[eventId]/certificates/mail': { ...CHANGES, stranger: 'not-found' },
  '/events/[eventId]/certificates/runs/[runId]': OWN_EVENT,
  '/events/[eventId]/certificates/[certificateId]': OWN_EVENT,
  '/events/[eventId]/certificates/[certificateId]/file': OWN_EVENT,
  '/events/[eventId]/certificates/[certificateId]/correct': { ...CHANGES, stranger: 'not-found' },
  '/events/[eventId]/certificates/[certificateId]/revoke': { ...CHANGES, stranger: 'not-found' },
  '/events/[eventId]/attendees': OWN_EVENT,
  '/events/[eventId]/attendees/duplicates': OWN_EVENT,
  '/events/[eventId]/attendees/mark-all': { ...CHANGES, stranger: 'not-found' },
  '/events/[eventId]/attendees/new': { ...CHANGES, stranger: 'not-found' },
  '/events/[eventId]/attendees/[attendeeId]/conference': OWN_EVENT,
  '/events/[eventId]/attendees/[attendeeId]': { ...CHANGES, stranger: 'not-found' },
  '/events/[eventId]/attendees/import': { ...CHANGES, stranger: 'not-found' },
  '/events/[eventId]/attendees/import/[uploadId]': { ...CHANGES, stranger: 'not-found' },
  '/events/[eventId]/attendees/attendance': OWN_EVENT,
  '/events/[eventId]/attendees/attendance/preview': { ...CHANGES, stranger: 'not-found' },
  '/events/[eventId]/attendees/attendance/files/[fileId]': OWN_EVENT,
  '/events/[eventId]/attendees/check-in': { ...CHANGES, stranger: 'not-found' },
  '/events/[eventId]/attendees/check-in/scan': { ...CHANGES, stranger: 'not-found' },
  '/events/[eventId]/attendees/check-in/badges': { ...CHANGES, stranger: 'not-found' },
  // Open to anyone who has the code, because it is on a sheet in the room.
  '/check-in/[token]': EVERYBODY,
  // Each person sees the progress of their own forms; of others, nothing is known.
  '/progress/[key]': { ...EVERYBODY, ...OUT },
  '/events/[eventId]/attendees/export': OWN_EVENT,
  '/events/[eventId]/attendees/sign-in-sheet': OWN_EVENT,
  '/conferences/[conferenceId]/clone': { ...CHANGES, stranger: 'not-found' },
  '/conferences/[conferenceId]/sessions/add': { ...CHANGES, stranger: 'not-found' },
  '/conferences/[conferenceId]/sessions/check/[draftId]': { ...CHANGES, stranger: 'not-found' },
  '/conferences/[conferenceId]/sessions/edit': { ...CHANGES, stranger: 'not-found' },
  '/conferences/[conferenceId]/sessions/import': { ...CHANGES, stranger: 'not-found' },
  '/events/[eventId]/certificate': OWN_EVENT,
  '/events/[eventId]/certificate/[version]': OWN_EVENT,
  '/portal': { ...EVERYBODY, ...OUT },
  // Leads to a page of the provider: at once for people who work for it already.
  '/open/[providerId]': {
    ...OUT,
    stranger: 'not-found',
    viewer: 'onward',
    owner: 'onward',
    staff: 'forbidden',
    acting: 'onward',
  },
  '/account': { ...EVERYBODY, ...OUT },
  // Staff have none, acting for a provider or not.
  '/account/calendar': { ...OWN_LIST, acting: 'forbidden' },
  '/account/name': { ...EVERYBODY, ...OUT },
  '/account/notices': { ...EVERYBODY, ...OUT },
  // Only with the address in an email, and then for anyone: tests/e2e/notices.test.ts.
  '/unsubscribe/[token]': NOBODY,
  '/api/unsubscribe/[token]': LED_ON,
  '/account/email': { ...EVERYBODY, ...OUT },
  '/account/password': { ...EVERYBODY, ...OUT },
  '/account/signature': { ...CHANGES, acting: 'forbidden' },
  '/welcome': OWN_LIST,
  '/users': { ...OWN_LIST, viewer: 'forbidden', editor: 'forbidden', acting: 'forbidden' },
  '/our-information': OWN_LIST,
  '/annual-report/[year]': OWN_LIST,
  '/annual-report/[year]/events': OWN_LIST,
  '/annual-report/[year]/export': OWN_LIST,
  '/our-information/agreement/[year]': { ...OWN_LIST, viewer: 'forbidden', editor: 'forbidden', acting: 'forbidden' },
  '/our-information/change': { ...OWN_LIST, viewer: 'forbidden', editor: 'forbidden', acting: 'forbidden' },
  '/users/invite': { ...OWN_LIST, viewer: 'forbidden', editor: 'forbidden', acting: 'forbidden' },
  '/users/ask': { ...OWN_LIST, viewer: 'forbidden', editor: 'forbidden', acting: 'forbidden' },
  '/users/[userId]': OWN_USER,
  '/users/[userId]/remove': OWN_USER,
  '/learning-systems': { ...OWN_LIST, viewer: 'forbidden', acting: 'forbidden' },
  '/learning-systems/[keyId]/edit': OWN_USER,
  '/learning-systems/[keyId]/revoke': OWN_USER,
  '/learning-systems/webhooks': { ...OWN_LIST, viewer: 'forbidden', acting: 'forbidden' },
  '/learning-systems/webhooks/[webhookId]': { ...OWN_USER, editor: 'ok' },
  '/learning-systems/webhooks/[webhookId]/edit': OWN_USER,
  '/learning-systems/webhooks/[webhookId]/remove': OWN_USER,
  '/learning-systems/webhooks/[webhookId]/secret': OWN_USER,
  '/account/two-step': { ...EVERYBODY, ...OUT },
  '/account/two-step/set-up': { ...EVERYBODY, ...OUT },
  // Redirects to /account/two-step while it is off.
  '/account/two-step/turn-off': { ...LED_ON, ...OUT },
  '/account/two-step/recovery-codes': { ...LED_ON, ...OUT },
  '/admin/users': STAFF_ONLY,
  '/admin/users/[userId]': STAFF_ONLY,
  '/admin/users/[userId]/[act]': STAFF_ONLY,
  '/admin/users/[userId]/providers/[providerId]': STAFF_ONLY,
  '/admin/users/invitations': STAFF_ONLY,
  // Without a provider in the address, it adds staff, which only administrators do: tests/db/new-users.test.ts.
  '/admin/users/new': FOR_ADMINISTRATORS,
  // Staff see every provider's conferences.
  '/conferences': { ...OWN_LIST, staff: 'ok' },
  '/conferences/new': CHANGES,
  '/conferences/[conferenceId]': OWN_EVENT,
  '/conferences/[conferenceId]/edit': { ...CHANGES, stranger: 'not-found' },
  '/conferences/[conferenceId]/issue': { ...CHANGES, stranger: 'not-found' },
  '/conferences/[conferenceId]/mail': { ...CHANGES, stranger: 'not-found' },
  '/conferences/[conferenceId]/counts': { ...CHANGES, stranger: 'not-found' },
  '/conferences/[conferenceId]/link': OWN_EVENT,
  // The codes on them lead to certificates.
  '/conferences/[conferenceId]/program': { ...CHANGES, stranger: 'not-found' },
  '/conferences/[conferenceId]/posters': { ...CHANGES, stranger: 'not-found' },
  '/conferences/[conferenceId]/history': OWN_EVENT,
  '/conferences/[conferenceId]/roster': OWN_EVENT,
  '/conferences/[conferenceId]/roster/export': OWN_EVENT,
  '/conferences/[conferenceId]/roster/import': { ...CHANGES, stranger: 'not-found' },
  '/conferences/[conferenceId]/roster/import/[uploadId]': { ...CHANGES, stranger: 'not-found' },
  '/conferences/[conferenceId]/check-in': { ...CHANGES, stranger: 'not-found' },
  '/conferences/[conferenceId]/check-in/badges': { ...CHANGES, stranger: 'not-found' },
  '/events/[eventId]/history': OWN_EVENT,
  '/admin/act-for/[providerId]': STAFF_ONLY,
  '/admin/applications': STAFF_ONLY,
  '/admin/applications/new': STAFF_ONLY,
  '/admin/applications/[applicationId]': STAFF_ONLY,
  '/admin/applications/[applicationId]/approve': STAFF_ONLY,
  '/admin/providers': STAFF_ONLY,
  '/admin/providers/new': STAFF_ONLY,
  '/admin/providers/[providerId]': STAFF_ONLY,
  '/admin/providers/[providerId]/change': STAFF_ONLY,
  '/admin/providers/[providerId]/standing': STAFF_ONLY,
  '/admin/providers/[providerId]/history': STAFF_ONLY,
  '/admin/providers/[providerId]/yearly/[kind]/[year]': STAFF_ONLY,
  '/admin/providers/[providerId]/annual-report/[year]': STAFF_ONLY,
  '/admin/providers/[providerId]/annual-report/[year]/export': STAFF_ONLY,
  '/admin/providers/[providerId]/close': STAFF_ONLY,
  '/admin/providers/[providerId]/merge': STAFF_ONLY,
  '/admin/providers/[providerId]/merge/undo': STAFF_ONLY,
  '/admin/providers/[providerId]/reopen': STAFF_ONLY,
  '/admin/providers/[providerId]/exports/[exportId]': STAFF_ONLY,
  '/admin/providers/[providerId]/proposals/[proposalId]': STAFF_ONLY,
  '/admin/events': STAFF_ONLY,
  '/admin/events/[eventId]': STAFF_ONLY,
  '/admin/events/[eventId]/correct': STAFF_ONLY,
  '/admin/events/[eventId]/report': STAFF_ONLY,
  '/events/[eventId]/request/cancellation': { ...CHANGES, stranger: 'not-found' },
  '/admin/events/[eventId]/cancel': STAFF_ONLY,
  '/admin/events/[eventId]/restore': STAFF_ONLY,
  '/admin/requests': STAFF_ONLY,
  '/admin/requests/[requestId]': STAFF_ONLY,
  '/admin/settings': STAFF_ONLY,
  '/admin/settings/[setting]': STAFF_ONLY,
  '/admin/settings/categories': STAFF_ONLY,
  // For administrators only: tests/db/categories.test.ts.
  '/admin/settings/categories/[categoryId]': FOR_ADMINISTRATORS,
  // For administrators only: tests/db/audit-search.test.ts.
  '/admin/audit': FOR_ADMINISTRATORS,
  '/admin/audit/export': FOR_ADMINISTRATORS,
  '/admin/audit/verify': FOR_ADMINISTRATORS,
  // A text without data, which explains acting, too.
  '/admin/help': { ...STAFF_ONLY, acting: 'ok' },
  '/admin/system': STAFF_ONLY,
  '/admin/jobs': STAFF_ONLY,
  '/admin/emails': STAFF_ONLY,
  '/admin': STAFF_ONLY,
};

/** Routes that belong to the framework, or are tested separately in sessions.test.ts. */
const NOT_PEOPLES = ['/_not-found', '/_global-error', '/api/auth/[...nextauth]'];

const MISSING = 987_654_321;
let db: Database;
let people: People;
let keyId: number;
let webhookId: number;
let webhookHost: string;
let requestId: number;
let requestFileId: number;
let proposalId: number;
let exportId: number;
let application: { id: number; organization: string };
let conferenceId: number;
let conferenceName: string;
/** A list that is waiting to be imported at that conference. */
let listId: number;
/** The link of the conference of the event below. */
let conferencePath: string;
/** The event that is requested. */
let requested: { id: number; title: string };
let event: { id: number; title: string };
let colleague: { id: number; name: string };
let draftId: number;
/** An attendee of that event. */
let attendeeId: number;
let uploadId: number;
let fileId: number;
let link: LinkByHand;
let codePath: string;
/** The claim that the holder made through that link. */
let claimId: number;
let serial: string;
/** A certificate of that event. */
let certificateId: number;
let runId: number;
/** The person whom staff look at. */
let someone: { id: number; username: string };
/** Staff who must set up two-step sign-in and have not yet. */
let newStaff: Visitor;

beforeAll(async () => {
  db = await productDatabase();
  people = await gatherPeople(db);
  event = await givenSecretEvent(db);
  colleague = await givenSecretColleague(db);
  attendeeId = await givenAttendeeOf(db, event.id);
  uploadId = await givenUploadFor(db, event.id);
  fileId = await givenReportFor(db, event.id, attendeeId);
  keyId = (await givenSecretKey(db)).id;
  ({ id: webhookId, host: webhookHost } = await givenWebhook(db));
  ({ id: requestId, event: requested } = await givenRequest(db));
  requestFileId = await givenRequestFile(db, requestId);
  proposalId = await givenProposal(db, 1);
  exportId = await givenExport(db, 1);
  application = await givenApplication(db);
  ({ id: conferenceId, name: conferenceName } = await givenSecretConference(db));
  draftId = await givenSessionDraft(db, conferenceId);
  listId = await givenListFor(db, conferenceId);
  link = await makeLinkByHand(people.owner, event.id);
  codePath = await openCodeByHand(people.owner, event.id);
  serial = serialOn(await claimByHand(people.holder, link.path));
  const conferenceOfEvent = await givenConferenceOf(db, attendeeId);
  conferencePath = await makeConferenceLinkByHand(people.owner, conferenceOfEvent);
  certificateId = await certificateOf(db, event.id);
  runId = await givenRunOf(db, event.id);
  const { body } = await people.owner.get(`/events/${event.id}/share`);
  claimId = Number(/\/share\/claims\/(\d+)/.exec(body)![1]);
  someone = await addPerson(db);
  newStaff = await Visitor.signedIn((await addPerson(db, { staffRole: 'administrator' })).username);
  // Makes the first version of the certificate, for the route that shows versions.
  await people.owner.get(`/events/${event.id}/certificate`);
});
afterAll(() => db.$client.end());

test('the table lists every route of the build', () => {
  const manifest = JSON.parse(readFileSync('.next/app-path-routes-manifest.json', 'utf8')) as Record<string, string>;
  const built = Object.values(manifest).filter((route) => !NOT_PEOPLES.includes(route));
  expect(built.sort()).toEqual(Object.keys(ROUTES).sort());
});

const cells = Object.entries(ROUTES).flatMap(([route, row]) =>
  Object.entries(wholeRow(row)).map(([person, outcome]) => [route, person as keyof People, outcome] as const),
);

test.each(cells)('%s for %s: %s', async (route, person, outcome) => {
  const path = addressOf(route);
  const answer = await people[person].get(path);
  expect(outcomeOf(answer)).toBe(outcome);
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'");
  const secret = [event.title, requested.title, colleague.name, application.organization].some((words) =>
    answer.body.includes(words),
  );
  expect(outcome !== 'ok' && secret).toBe(false);
});

/** What the record of a page is called, by the first parameter of its route. */
const NAMES: Record<string, () => string> = {
  eventId: () => event.title,
  conferenceId: () => conferenceName,
  providerId: () => 'Big Sky School District',
  applicationId: () => application.organization,
  userId: () => someone.username,
  requestId: () => `Request ${requestId}: Correction of ${requested.title}`,
  keyId: () => 'Moodle',
  webhookId: () => `Webhook for ${webhookHost}`,
  setting: () => 'Support address',
  categoryId: () => 'English language arts and literacy',
};
const ofARecord = Object.entries(ROUTES).flatMap(([route, row]) => {
  const [named] = /\[(\w+)\]/.exec(route)?.slice(1) ?? [];
  const person = (['owner', 'staff'] as const).find((each) => row[each] === 'ok');
  const isOpen = row.guest === 'ok' || row.guest === 'key';
  return named && named in NAMES && person && !isOpen ? [[route, named, person] as const] : [];
});

test.each(ofARecord)('the title of %s names the record', async (route, named, person) => {
  const { headers, body } = await people[person].get(addressOf(route));
  if (!headers.get('content-type')?.startsWith('text/html')) return;
  const name = route.startsWith('/users/') ? colleague.name : NAMES[named]!();
  const title = Buffer.from(/<title>([^<]*)<\/title>/.exec(body)![1]!, 'latin1').toString();
  expect(title.replaceAll('&#x27;', "'")).toMatch(new RegExp(`^${name.replaceAll(/[.+]/g, '\\$&')}(: .+)? – PDUPS$`));
});

// Pages of staff are refused to providers before anything is looked up.
const ofAnEvent = Object.keys(ROUTES).filter((route) => route.includes('[eventId]') && !route.startsWith('/admin'));

test.each(ofAnEvent)('%s of another provider answers exactly like a missing one', async (route) => {
  for (const headers of [{}, { RSC: '1' }, { Purpose: 'prefetch', RSC: '1', 'Next-Router-Prefetch': '1' }]) {
    const at = (id: number | string) => ofThisEvent(route, id).replace('[...path]', 'no/such/page');
    const foreign = await ask(people.stranger, at(event.id), headers as Record<string, string>);
    const missing = await ask(people.stranger, at(MISSING), headers as Record<string, string>);
    expect(foreign.body.includes(event.title)).toBe(false);
    expect(foreign.status).toBe(missing.status);
    expect(difference(withoutChance(foreign.body, event.id), withoutChance(missing.body, MISSING))).toBe('');
  }
});

const below = ofAnEvent.filter((route) => /\[\w+Id\].*\[\w+Id\]/.test(route));

test.each(below)(
  '%s of another provider, requested under one’s own event, answers like a missing one',
  async (route) => {
    const mine = await givenSecretEvent(db, ELSEWHERE);
    const ids: Record<string, number> = {
      attendeeId,
      uploadId,
      fileId,
      certificateId,
      runId,
      linkId: link.linkId,
      claimId,
    };
    const [, name = ''] = /\[eventId\].*\[(\w+Id)\]/.exec(route)!;
    const at = (id: number) => route.replace('[eventId]', String(mine.id)).replace(`[${name}]`, String(id));
    for (const headers of [{}, { RSC: '1' }] as Record<string, string>[]) {
      const foreign = await ask(people.stranger, at(ids[name]!), headers);
      const missing = await ask(people.stranger, at(MISSING), headers);
      // The status line of page data is sent before the page is finished.
      if (!('RSC' in headers)) expect([foreign.status, missing.status]).toEqual([404, 404]);
      // Numbers this short appear in many places.
      const [one, other] = [foreign, missing].map(({ body }) =>
        withoutChance(body, mine.id).replaceAll(/\d+/g, 'NUMBER'),
      );
      expect(difference(one!, other!)).toBe('');
    }
  },
);

const ofAColleague = Object.keys(ROUTES).filter((route) => route.startsWith('/users/['));

test.each(ofAColleague)('%s of another provider’s user answers exactly like a missing one', async (route) => {
  for (const headers of [{}, { RSC: '1' }] as Record<string, string>[]) {
    const foreign = await ask(people.stranger, route.replace('[userId]', String(colleague.id)), headers);
    const missing = await ask(people.stranger, route.replace('[userId]', String(MISSING)), headers);
    expect(foreign.body.includes(colleague.name)).toBe(false);
    expect(foreign.status).toBe(missing.status);
    expect(difference(withoutChance(foreign.body, colleague.id), withoutChance(missing.body, MISSING))).toBe('');
  }
});

test.each([
  ['/learning-systems/[keyId]/edit', () => keyId],
  ['/learning-systems/[keyId]/revoke', () => keyId],
  ['/learning-systems/webhooks/[webhookId]', () => webhookId],
  ['/learning-systems/webhooks/[webhookId]/edit', () => webhookId],
  ['/learning-systems/webhooks/[webhookId]/remove', () => webhookId],
  ['/learning-systems/webhooks/[webhookId]/secret', () => webhookId],
  ...[
    '',
    '/edit',
    '/issue',
    '/mail',
    '/counts',
    '/clone',
    '/link',
    '/history',
    '/roster',
    '/roster/import',
    '/check-in',
    ...['add', 'edit', 'import', 'check/[draftId]'].map((page) => `/sessions/${page}`),
  ].map((page) => [`/conferences/[conferenceId]${page}`, () => conferenceId] as [string, () => number]),
  ['/requests/[requestId]', () => requestId],
  ['/requests/[requestId]/files/[requestFileId]', () => requestId],
])('%s of another provider answers exactly like a missing one', async (route, idOf) => {
  const id = idOf();
  const at = (some: number) =>
    route
      .replace(/\[\w+\]/, String(some))
      .replace('[requestFileId]', String(requestFileId))
      .replace('[draftId]', String(draftId));
  for (const headers of [{}, { RSC: '1' }] as Record<string, string>[]) {
    const foreign = await ask(people.stranger, at(id), headers);
    const missing = await ask(people.stranger, at(MISSING), headers);
    expect(foreign.body.includes(requested.title)).toBe(false);
    expect(foreign.status).toBe(missing.status);
    expect(difference(withoutChance(foreign.body, id), withoutChance(missing.body, MISSING))).toBe('');
  }
});

test.each(['0', '-1', '1.5', '2147483648', '99999999999999999999', '%00', '%ED%A0%80', 'abc', '1;drop'])(
  'an event number %s is not found or refused, never a fault',
  async (id) => {
    for (const route of ofAnEvent) {
      const { status } = await people.owner.get(ofThisEvent(route, id));
      expect([400, 404]).toContain(status);
    }
  },
);

test.each(['0', '-1', '1.5', '99999999999999999999', '%00', 'abc', String(MISSING)])(
  'a number %s of a user, a request or an application is not found or refused, never a fault',
  async (id) => {
    const ofStaff = ['users/ID', 'users/ID/disable', 'requests/ID', 'applications/ID', 'applications/ID/approve'];
    for (const path of ofStaff.map((each) => `/admin/${each.replace('ID', id)}`)) {
      expect([400, 404]).toContain((await people.staff.get(path)).status);
    }
    expect([400, 404]).toContain((await people.owner.get(`/requests/${id}`)).status);
    expect((await people.staff.get(`/admin/users/${someone.id}/no-such-act`)).status).toBe(404);
  },
);

test.each(['__proto__', 'constructor', 'toString'])(
  'a word that no page expects, such as %s, causes no fault',
  async (word) => {
    for (const route of Object.keys(ROUTES)) {
      const path = ofThisEvent(route)
        .replace('[userId]', String(route.startsWith('/admin') ? someone.id : colleague.id))
        .replace('/certificate/[token]', link.path)
        .replace('/check-in/[token]', codePath)
        .replace('[act]', word)
        .replace('[setting]', word);
      const staff = route.startsWith('/admin');
      for (const visitor of staff ? [people.staff] : [people.owner, people.guest]) {
        const { status } = await visitor.get(`${path}?saved=${word}&reason=${word}&state=${word}&sort=${word}`);
        expect(`${route}: ${status}`).not.toMatch(/ 5\d\d$/);
      }
    }
  },
);

/** Where staff set up two-step sign-in: all they can reach before it is set up. */
const SET_UP = ['/account/two-step', '/account/two-step/set-up'];
const forNewStaff = Object.entries(ROUTES)
  .filter(([route, { guest }]) => guest === 'sign-in' && !SET_UP.includes(route) && route !== '/sign-in/code')
  .map(([route]) => route);

test.each(forNewStaff)('%s sends staff without two-step sign-in to its setup', async (route) => {
  const path = ofThisEvent(route).replace('[userId]', String(someone.id)).replace('[act]', 'disable');
  for (const headers of [{}, { RSC: '1' }, { Purpose: 'prefetch', RSC: '1', 'Next-Router-Prefetch': '1' }]) {
    const answer = await ask(newStaff, path, headers as Record<string, string>);
    // A prefetch gets the frame of the page without the page, and redirects nowhere.
    if (!('Purpose' in headers)) {
      expect(`${answer.status} ${answer.location} ${answer.body}`).toContain('/account/two-step');
    }
    expect(answer.body).not.toContain(event.title);
    expect(answer.body).not.toContain(someone.username);
  }
});

test('staff without two-step sign-in reach its setup, where the menu offers nothing else', async () => {
  for (const path of SET_UP) {
    const { status, body } = await newStaff.get(path);
    expect(status).toBe(200);
    expect(body).not.toContain('href="/admin');
  }
});

/** Returns the address of a route, filled in with the records of these tests. */
function addressOf(route: string): string {
  return ofThisEvent(route.startsWith('/conferences') ? route.replace('[uploadId]', String(listId)) : route)
    .replace('[userId]', String(route.startsWith('/admin') ? someone.id : colleague.id))
    .replace('[draftId]', String(draftId))
    .replace('[face]', 'text')
    .replace('/certificate/[token]', link.path)
    .replace('/conference/[token]', conferencePath)
    .replace('/check-in/[token]', codePath)
    .replace('[serial]', /^\/(certificate|conference)\//.test(route) ? serial : '0000-0000-0000')
    .replace('[act]', 'disable')
    .replace('[setting]', 'support')
    .replace('[categoryId]', '1')
    .replace('[conferenceId]', String(conferenceId))
    .replace('[providerId]', '1')
    .replace('[proposalId]', String(proposalId))
    .replace('[exportId]', String(exportId))
    .replace('[applicationId]', String(application.id))
    .replace('[kind]', 'agreement')
    .replace('[year]', String(reportingYearOf(systemClock.today()).start))
    .replace('[keyId]', String(keyId))
    .replace('[webhookId]', String(webhookId))
    .replace('[[...path]]', 'no/such/address')
    .replace('[...path]', 'no/such/page');
}

/** Returns the address of a route below an event, filled in with records of the secret event, whatever `id` is. */
function ofThisEvent(route: string, id: number | string = event.id): string {
  return route
    .replace('[eventId]', String(id))
    .replace('[version]', '1')
    .replace('[attendeeId]', String(attendeeId))
    .replace('[uploadId]', String(uploadId))
    .replace('[fileId]', String(fileId))
    .replace('[certificateId]', String(certificateId))
    .replace('[runId]', String(runId))
    .replace('[linkId]', String(link.linkId))
    .replace('[claimId]', String(claimId))
    .replace('[requestId]', String(requestId))
    .replace('[requestFileId]', String(requestFileId));
}

/** Requests a page the way the product's own script does, following the redirect that page data gets first. */
async function ask(visitor: Visitor, path: string, headers: Record<string, string>): Promise<Answer> {
  const answer = await visitor.get(path, headers);
  return answer.location?.includes('_rsc') ? visitor.get(answer.location, headers) : answer;
}

function everyoneGets(outcome: Outcome): Row {
  const account = {
    disabled: outcome,
    stranger: outcome,
    viewer: outcome,
    owner: outcome,
    staff: outcome,
    acting: outcome,
  };
  return { guest: outcome, holder: outcome, ...account };
}

function outcomeOf({ status, location }: Answer): Outcome | number {
  if (status === 200) return 'ok';
  if (status === 401) return 'key';
  if (status === 405) return 'other-method';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'not-found';
  if (status >= 300 && status < 400) return location?.includes('/sign-in') ? 'sign-in' : 'onward';
  return status;
}

/** What the framework's script is sent, in pieces: the same as the rows of an answer without HTML. */
const PIECE = /<script[^>]*>self\.__next_f\.push\(\[1,("(?:[^"\\]|\\.)*")\]\)<\/script>/g;

/**
 * Removes what differs between any two answers: nonces, request ids, the number that was requested, how much waits in the
 * header, which other tests change, and the order and numbers of the rows: the header and the page are made at the same
 * time.
 */
function withoutChance(body: string, id: number): string {
  const pieces = [...body.matchAll(PIECE)].map(([, text]) => JSON.parse(text!) as string);
  const rows = (pieces.length > 0 ? pieces.join('') : body)
    .split('\n')
    .map((row) => row.replace(/^[0-9a-f]+:/, 'ROW:').replaceAll(/"\$([L@h]?)[0-9a-f]+([:"])/g, '"$$$1ROW$2'));
  return [pieces.length > 0 ? body.replaceAll(PIECE, '') : '', ...rows.sort()]
    .join('\n')
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'REQUEST')
    .replaceAll(/nonce(\\?["']?[:=]\\?["'])[^"'\\]+/g, 'nonce$1')
    .replaceAll(/"[\w-]{21}[vm]"/g, '"RENDER"')
    .replaceAll(String(id), 'ID')
    .replaceAll(/self\.__next_r="[^"]*"/g, '')
    .replaceAll(/Requests \(\d+\+?\)/g, 'Requests')
    .replaceAll(/To do \(\d+\)/g, 'To do')
    .replaceAll(/\d+\+? counts? due/g, 'counts due');
}

/** Returns the place where two long texts first differ, so that a failure can be read. */
function difference(one: string, other: string): string {
  if (one === other) return '';
  let at = 0;
  while (one[at] === other[at]) at++;
  return `${one.slice(at - 60, at + 120)}\n…and…\n${other.slice(at - 60, at + 120)}`;
}
