import type { Metadata } from 'next';
import { ownCountsDueHref } from '@/app/_edges/own-counts-due';
import { personPage } from '@/app/_edges/person-page';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { Notice } from '@/components/notice';
import { NumbersTable } from '@/components/numbers/numbers-table';
import { PageHeader } from '@/components/page-header';
import { PrintButton } from '@/components/print-button';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { EARLIEST, ownNumbers } from '@/lib/events/own-numbers';
import { formatDay, formatDays } from '@/lib/platform/days';

export const metadata: Metadata = { title: 'Our numbers' };

type Props = { searchParams: Promise<{ year?: string | string[] }> };

/** Shows the provider's numbers of a reporting year on one page, which also prints as one. */
export default personPage(['provider'], async (ctx, { searchParams }: Props) => {
  const { year: asked } = await searchParams;
  const start = typeof asked === 'string' && /^\d{4}$/.test(asked) ? Number(asked) : null;
  const records = whyNotAllowed(ctx.actor, 'event.report') === null;
  const dueLink = { href: ownCountsDueHref(ctx.actor), label: records ? 'Record them' : 'See which' };
  const { providerName, year, isCurrent, all, months, categories } = await ownNumbers(ctx, start);
  return (
    <>
      <Breadcrumbs crumbs={[{ label: 'Event List', href: '/events' }, { label: 'Our numbers' }]} />
      <PageHeader
        title={`Our numbers, ${year.label}`}
        lead={
          <>
            <bdi>{providerName}</bdi>, reporting year {formatDays(year.from, year.to)}
            {isCurrent && `, as of ${formatDay(ctx.clock.today())}`}. An event belongs to the year in which it ends.
          </>
        }
        action={<PrintButton />}
      />
      {asked !== undefined && start !== year.start && (
        <Notice announce>
          <p>
            The address did not name a reporting year from {EARLIEST} up to the current one. This is the current one.
          </p>
        </Notice>
      )}
      <dl className="figures">
        <Figure label="Events" value={all.events} />
        <Figure label="Professional development units (PDUs) offered" value={Number(all.units)} />
        <Figure label="Certificates given out" value={all.certificates} />
        <Figure label="Counts still due" value={all.countsDue} link={all.countsDue > 0 ? dueLink : undefined} />
      </dl>
      <section>
        <h2>By month</h2>
        <NumbersTable caption="Numbers by month" heading="Month" lines={months} total={all} />
      </section>
      {categories.length > 0 && (
        <section>
          <h2>By category</h2>
          <p className="hint">An event with several categories counts in each of them.</p>
          <NumbersTable caption="Numbers by category" heading="Category" lines={categories} />
        </section>
      )}
      <nav aria-label="Reporting years" className="pager">
        <p>
          {year.start > EARLIEST && <a href={`/numbers?year=${year.start - 1}`}>The year before</a>}
          {year.start > EARLIEST && !isCurrent && ' · '}
          {!isCurrent && <a href="/numbers">This year</a>}
        </p>
      </nav>
    </>
  );
});

type FigureProps = { label: string; value: number; link?: { href: string; label: string } };

function Figure({ label, value, link }: FigureProps) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {value.toLocaleString('en-US', { maximumFractionDigits: 2 })}
        {link && (
          <a href={link.href} className="figure-link">
            {link.label}
          </a>
        )}
      </dd>
    </div>
  );
}
