'use server';

import { redirect } from 'next/navigation';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { changeSetting, settingSchema } from '@/lib/settings/change-setting';
import { parseSettingName } from '@/lib/settings/list-settings';
import { requireContext } from '@/lib/users/context';

export async function changeSettingAction(setting: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, settingSchema(setting), async (input) => {
    await changeSetting(await requireContext(), { ...input, name: parseSettingName(setting) });
    redirect('/admin/settings?saved=changed');
  });
}
