import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { SavedNotice } from '@/app/_edges/saved-notice';
import { PageHeader } from '@/components/page-header';
import { SettingValueList } from '@/components/settings/setting-value';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { formatDay } from '@/lib/platform/days';
import { SETTINGS } from '@/lib/settings/definitions';
import { listSettings } from '@/lib/settings/list-settings';

export const metadata: Metadata = { title: 'Settings' };

const SAVED = { changed: 'The setting was saved. Each server uses it within a minute of the day that you chose.' };

type Props = { searchParams: Promise<{ saved?: string | string[] }> };

/** Shows staff what administrators decided for the agency. */
export default personPage(['staff'], async (ctx, { searchParams }: Props) => {
  const settings = await listSettings(ctx);
  const mayChange = whyNotAllowed(ctx.actor, 'settings.change') === null;
  const today = ctx.clock.today();
  return (
    <>
      <SavedNotice words={SAVED} saved={(await searchParams).saved} />
      <PageHeader
        title="Settings"
        lead={
          mayChange
            ? 'What the agency decides for everyone. Each change is kept with who made it and why.'
            : 'What the agency decides for everyone. Only administrators can change it.'
        }
      />
      {settings.map(({ name, value, versions }) => {
        const next = versions.findLast(({ effectiveOn }) => effectiveOn > today);
        return (
          <section key={name}>
            <h2>{SETTINGS[name].title}</h2>
            <p>{SETTINGS[name].what}</p>
            <SettingValueList name={name} value={value} />
            {next && <p>A change applies from {formatDay(next.effectiveOn)}.</p>}
            <p>
              <a href={`/admin/settings/${name}`}>
                {mayChange ? 'Change or see history' : 'See history'}
                <span className="sr-only"> of {SETTINGS[name].title.toLowerCase()}</span>
              </a>
            </p>
          </section>
        );
      })}
      {mayChange && (
        <section>
          <h2>Email</h2>
          <p>The mail server is set where PDUPS runs. A test email shows whether it takes emails.</p>
          <p>
            <a href="/admin/system#test-email">Send a test email</a>
          </p>
        </section>
      )}
      <section>
        <h2>Event categories</h2>
        <p>What providers choose from when they add an event.</p>
        <p>
          <a href="/admin/settings/categories">
            {mayChange ? 'Change' : 'See'}
            <span className="sr-only"> the event categories</span>
          </a>
        </p>
      </section>
    </>
  );
});
