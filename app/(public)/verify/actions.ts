'use server';

import { z } from 'zod';
import type { FileFormState } from '@/components/verify/file-form';
import { checkFile, type FileAnswer } from '@/lib/certificates/verify/check-file';
import { currentVisit } from '@/lib/platform/current-visit';
import { submitForm } from '@/lib/platform/forms/submit-form';

const anything = z.unknown();

export async function checkFileAction(_before: FileFormState, form: FormData): Promise<FileFormState> {
  return submitForm<typeof anything, FileAnswer>(form, anything, async () =>
    checkFile(await currentVisit(), form.get('file')),
  );
}
