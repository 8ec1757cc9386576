import { personPage } from '@/app/_edges/person-page';
import { titledByRecord } from '@/app/_edges/record-title';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { KeptForm } from '@/components/kept-form';
import { PageHeader } from '@/components/page-header';
import { HolidayList } from '@/components/settings/holiday-list';
import { SettingForm } from '@/components/settings/setting-form';
import { SettingHistory } from '@/components/settings/setting-history';
import { SettingValueList } from '@/components/settings/setting-value';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { SETTINGS } from '@/lib/settings/definitions';
import { getSetting, parseSettingName, settingForm } from '@/lib/settings/list-settings';
import { otherHolidays } from '@/lib/settings/other-holidays';
import { changeSettingAction } from './actions';

export const generateMetadata = titledByRecord<{ setting: string }>({
  nameOf: async (_, { setting }) => SETTINGS[parseSettingName(setting)].title,
  kind: 'Setting',
});

type Props = { params: Promise<{ setting: string }> };

/** Shows a setting and its history to staff, and the form that changes it to administrators. */
export default personPage(
  ['staff'],
  async (ctx, { params }: Props) => {
    const name = parseSettingName((await params).setting);
    const setting = await getSetting(ctx, name);
    const { title, what } = SETTINGS[name];
    const today = ctx.clock.today();
    const mayChange = whyNotAllowed(ctx.actor, 'settings.change') === null;
    return (
      <>
        <Breadcrumbs crumbs={[{ label: 'Settings', href: '/admin/settings' }, { label: title }]} />
        <PageHeader title={title} lead={what} />
        {name === 'holidays' && <HolidayList today={today} others={await otherHolidays(ctx)} />}
        {mayChange ? (
          <SettingForm
            name={name}
            action={changeSettingAction.bind(null, name)}
            values={(await settingForm(ctx, name)).values}
            today={today}
            address={`/admin/settings/${name}`}
          />
        ) : (
          <SettingValueList name={name} value={setting.value} />
        )}
        <section>
          <h2>History</h2>
          <SettingHistory setting={setting} today={today} />
        </section>
      </>
    );
  },
  {
    keep: async (because, { params }) => {
      const { setting } = await params;
      return (
        <KeptForm
          because={because}
          action={changeSettingAction.bind(null, setting)}
          address={`/admin/settings/${setting}`}
          saveLabel="Save"
        />
      );
    },
  },
);
