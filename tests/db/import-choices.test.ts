import { importRoster, importSchema } from '@/lib/attendees/import/import-roster';
import { keepUpload } from '@/lib/attendees/import/keep-upload';
import { marksText, matchingText } from '@/lib/attendees/import/matching';
import { previewImport } from '@/lib/attendees/import/preview-import';
import type { Context } from '@/lib/platform/visit';
import { testDatabase } from '../support/database';
import { givenEvent } from '../support/events';
import { providerContext } from '../support/people';

const test_ = testDatabase();

const FIRST = 'Participant,Contact,Came\nLi Ming,li@example.org,aye\nBo Light,bo@example.org,nay';
const SECOND = 'PARTICIPANT;contact ;Came\nAna Redfern;ana@example.org;aye\nZoë Ñandú;zoe@example.org;nay';

async function uploaded(ctx: Context, pasted: string) {
  const eventId = await givenEvent(ctx);
  return { eventId, uploadId: await keepUpload(ctx, { eventId, pasted, file: null }) };
}

/** Imports a list the way its preview has it now. */
async function importAsShown(ctx: Context, ids: { eventId: number; uploadId: number }, params: Record<string, string>) {
  const { matching, heading } = await previewImport(ctx, ids, params);
  const form = {
    columns: matchingText(matching.columns),
    headings: matching.headings ? 'yes' : 'no',
    headingLine: String(heading?.[0] ?? ''),
    marks: marksText(matching.marks),
    off: (matching.off ?? []).join(','),
    unmarked: matching.unmarked,
    choice: 'all',
  };
  return importRoster(ctx, { ...importSchema.parse(form), ...ids });
}

const CHOSEN = {
  matched: 'yes',
  heading: '1',
  headingBefore: '1',
  c0: 'name',
  c1: 'email',
  c2: 'completed',
  'word-aye': 'yes',
  'word-nay': 'no',
};

test('a provider’s choices for a list apply to its next list with the same headings', async () => {
  const ctx = await providerContext(test_.db);
  const first = await uploaded(ctx, FIRST);
  const guess = await previewImport(ctx, first, {});
  expect(guess).toMatchObject({ remembered: false });
  expect(guess.matching.columns).not.toEqual(['name', 'email', 'completed']);
  await importAsShown(ctx, first, CHOSEN);

  const second = await uploaded(ctx, SECOND);
  const preview = await previewImport(ctx, second, {});
  expect(preview).toMatchObject({
    remembered: true,
    matching: { columns: ['name', 'email', 'completed'], marks: { aye: 'yes', nay: 'no' } },
  });
  expect(preview.plan.map((line) => 'person' in line && [line.person.name, line.person.completed])).toEqual([
    ['Ana Redfern', true],
    ['Zoë Ñandú', false],
  ]);
  // A person can look at what the list itself suggests, and what they choose on the page counts.
  expect(await previewImport(ctx, second, { guess: 'yes' })).toMatchObject({ remembered: false });
  expect(await previewImport(ctx, second, { ...CHOSEN, c2: '' })).toMatchObject({
    remembered: false,
    matching: { columns: ['name', 'email', null] },
  });
});

test('another provider’s choices, and lists with other headings, are not touched', async () => {
  const ctx = await providerContext(test_.db);
  await importAsShown(ctx, await uploaded(ctx, FIRST), CHOSEN);
  const other = await providerContext(test_.db);
  expect((await previewImport(other, await uploaded(other, FIRST), {})).remembered).toBe(false);
  const shorter = FIRST.replaceAll(/,[^,\n]*$/gm, '');
  expect((await previewImport(ctx, await uploaded(ctx, shorter), {})).remembered).toBe(false);
});

test('importing a list as it is suggested forgets an earlier choice', async () => {
  const ctx = await providerContext(test_.db);
  const list = 'Name,Email,Came\nLi Ming,li@example.org,aye';
  await importAsShown(ctx, await uploaded(ctx, list), CHOSEN);
  const again = await uploaded(ctx, list);
  expect((await previewImport(ctx, again, {})).remembered).toBe(true);
  await importAsShown(ctx, again, { guess: 'yes' });
  expect((await previewImport(ctx, await uploaded(ctx, list), {})).remembered).toBe(false);
});

test('headings that a person chose in another row are found again in whatever row they are', async () => {
  const ctx = await providerContext(test_.db);
  const list = (above: string) =>
    `${above}Name,Email\nOffice,office@example.org\nWho,Reached at\nLi Ming,li@example.org\nBo Light,bo@example.org`;
  const first = await uploaded(ctx, list(''));
  const chosen = { matched: 'yes', heading: '3', headingBefore: '3', c0: 'name', c1: 'email' };
  await importAsShown(ctx, first, chosen);
  const { remembered, plan } = await previewImport(ctx, await uploaded(ctx, list('Rooms 1 to 3,\n')), {});
  expect(remembered).toBe(true);
  expect(plan.map(({ name }) => name)).toEqual(['Li Ming', 'Bo Light']);
});
