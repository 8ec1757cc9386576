import '../support/settings';
import { eq } from 'drizzle-orm';
import { eventCategoryLinks, requestFiles } from '@/db/schema';
import type { Context } from '@/lib/platform/visit';
import { addRequestFile } from '@/lib/requests/files/add-file';
import { MAX_FILE, MAX_FILES } from '@/lib/requests/files/limits';
import { openRequestFile } from '@/lib/requests/files/open-file';
import { getRequest } from '@/lib/requests/request';
import { withdrawRequest } from '@/lib/requests/withdraw-request';
import { expectAudit } from '../support/audit';
import { testDatabase } from '../support/database';
import { givenEvent } from '../support/events';
import { providerContext, staffContext } from '../support/people';
import { askedCancellation } from '../support/requests';

const test_ = testDatabase();

const pdf = (text = 'flyer') => Buffer.from(`%PDF-1.7\n% ${text}\nstartxref\n9\n%%EOF\n`);

async function asked() {
  const ctx = await providerContext(test_.db);
  const eventId = await givenEvent(ctx);
  await test_.db.insert(eventCategoryLinks).values({ eventId, categoryId: 1 });
  return { ctx, requestId: await askedCancellation(ctx, eventId), staff: await staffContext(test_.db) };
}

const add = (ctx: Context, requestId: number, bytes: Uint8Array = pdf(), name = 'Flyer.pdf') =>
  addRequestFile(ctx, { requestId, file: { name, bytes } });

test('a provider adds a file once, and both sides get it byte for byte', async () => {
  const { ctx, requestId, staff } = await asked();
  await add(ctx, requestId);
  await add(ctx, requestId, pdf(), 'the same again.pdf');
  const { files } = await getRequest(staff, requestId);
  expect(files).toMatchObject([
    { fileName: 'Flyer.pdf', type: 'pdf', length: pdf().length, addedByName: ctx.actor.name },
  ]);
  const [row] = await test_.db.select().from(requestFiles).where(eq(requestFiles.requestId, requestId));
  const { sha256 } = row!;
  const fileId = files[0]!.id;
  await expectAudit(test_.db, 'request.file_added', `request:${requestId}`, {
    providerId: ctx.actor.providerId,
    details: { fileId, sha256, type: 'pdf' },
  });
  for (const by of [ctx, staff]) {
    expect((await openRequestFile(by, { requestId, fileId })).bytes.equals(pdf())).toBe(true);
    await expectAudit(test_.db, 'request.file_downloaded', `request:${requestId}`, {
      userId: by.actor.userId,
      details: { fileId, sha256 },
    });
  }
});

test('another provider finds neither the request nor its files, whatever the ids', async () => {
  const { ctx, requestId } = await asked();
  await add(ctx, requestId);
  const fileId = (await getRequest(ctx, requestId)).files[0]!.id;
  const other = await asked();
  await expect(openRequestFile(other.ctx, { requestId, fileId })).rejects.toMatchObject({ code: 'not_found' });
  await expect(openRequestFile(other.ctx, { requestId: other.requestId, fileId })).rejects.toMatchObject({
    code: 'not_found',
  });
  await expect(openRequestFile(other.staff, { requestId: other.requestId, fileId })).rejects.toMatchObject({
    code: 'not_found',
  });
  await expect(add(other.ctx, requestId)).rejects.toMatchObject({ code: 'not_found' });
});

test('a viewer and staff add no file, and nobody does once the request is decided', async () => {
  const { ctx, requestId, staff } = await asked();
  const viewer = { ...ctx, actor: { ...ctx.actor, role: 'viewer' as const } };
  await expect(add(viewer, requestId)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(add(staff, requestId)).rejects.toMatchObject({ code: 'forbidden' });
  await withdrawRequest(ctx, { requestId });
  await expect(add(ctx, requestId)).rejects.toMatchObject({ code: 'conflict' });
  expect((await getRequest(ctx, requestId)).files).toEqual([]);
});

test('what is no PDF or picture, is too large or is one too many is refused with a sentence', async () => {
  const { ctx, requestId } = await asked();
  const refused = (bytes: Uint8Array, sentence: string) =>
    expect(add(ctx, requestId, bytes)).rejects.toMatchObject({
      code: 'invalid',
      sentence: expect.stringContaining(sentence),
    });
  await refused(Buffer.from('<html></html>'), 'not a PDF, PNG or JPEG file');
  await refused(Buffer.alloc(MAX_FILE + 1), 'larger than 10 MB');
  await refused(Buffer.alloc(0), 'Choose a file.');
  for (let n = 0; n < MAX_FILES; n++) await add(ctx, requestId, pdf(String(n)));
  await refused(pdf('one too many'), 'at most 5 files');
  expect((await getRequest(ctx, requestId)).files).toHaveLength(MAX_FILES);
});
