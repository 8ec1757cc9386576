'use server';

import type { NameFormState } from '@/components/verify/name-form';
import { compareName, compareNameSchema, type NameAnswer } from '@/lib/certificates/verify/compare-name';
import { currentVisit } from '@/lib/platform/current-visit';
import { submitForm } from '@/lib/platform/forms/submit-form';

export async function compareNameAction(
  serial: string,
  _before: NameFormState,
  form: FormData,
): Promise<NameFormState> {
  return submitForm<typeof compareNameSchema, NameAnswer>(form, compareNameSchema, async ({ name }) =>
    compareName(await currentVisit(), { serial, name }),
  );
}
