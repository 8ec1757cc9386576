import { findNewestVersion, findSettingOn, listSettingVersions } from '@/db/queries/settings';
import { authorize } from '@/lib/access/authorize';
import type { Day } from '@/lib/platform/clock';
import { supportAddress } from '@/lib/platform/env';
import { AppError } from '@/lib/platform/errors';
import type { FormValues } from '@/lib/platform/forms/form-values';
import type { Context } from '@/lib/platform/visit';
import { completed, SETTING_NAMES, SETTINGS, type SettingName, type SettingValue } from './definitions';

const MAX_VERSIONS = 50;

/** A change of a setting, past or future. */
export type SettingVersion = {
  id: number;
  value: SettingValue;
  effectiveOn: Day;
  reason: string;
  setAt: Date;
  by: string;
};

/** A setting as its page shows it. */
export type ShownSetting = {
  name: SettingName;
  value: SettingValue;
  /** The last change to take effect first; those of later days have not yet taken effect. */
  versions: SettingVersion[];
};

/** @throws AppError `not_found` for a setting that does not exist */
export function parseSettingName(typed: string): SettingName {
  const name = SETTING_NAMES.find((each) => each === typed);
  if (!name) throw new AppError('not_found', 'There is nothing at this address. Choose from the list of settings.');
  return name;
}

/** Returns all settings with what applies today. For staff. */
export async function listSettings(ctx: Context): Promise<ShownSetting[]> {
  authorize(ctx, 'settings.read');
  return Promise.all(SETTING_NAMES.map((name) => getSetting(ctx, name)));
}

/** Returns one setting with its changes. For staff. */
export async function getSetting(ctx: Context, name: SettingName): Promise<ShownSetting> {
  authorize(ctx, 'settings.read');
  const rows = await listSettingVersions(ctx.db, name, MAX_VERSIONS);
  const current = completed(name, await findSettingOn(ctx.db, name, ctx.clock.today()));
  return {
    name,
    value: shown(name, current),
    versions: rows.map((row) => ({ ...row, value: completed(name, row.value) })),
  };
}

/** Returns the form that changes a setting, filled with what applies today. For administrators. */
export async function settingForm(ctx: Context, name: SettingName): Promise<{ title: string; values: FormValues }> {
  authorize(ctx, 'settings.change');
  const today = ctx.clock.today();
  const value = shown(name, completed(name, await findSettingOn(ctx.db, name, today)));
  const saw = String(await findNewestVersion(ctx.db, name));
  return { title: SETTINGS[name].title, values: { ...value, effectiveOn: today, saw } };
}

/** Until it is changed, the support address is the one that the server was started with. */
function shown(name: SettingName, value: SettingValue): SettingValue {
  return name === 'support' ? { address: (value as SettingValue<'support'>).address || supportAddress() } : value;
}
