import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { SavedNotice } from '@/app/_edges/saved-notice';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { KeptForm } from '@/components/kept-form';
import { PageHeader } from '@/components/page-header';
import { AddCategoryForm } from '@/components/settings/category-form';
import { CategoryTable } from '@/components/settings/category-table';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { listCategoriesForStaff } from '@/lib/events/change-category';
import { addCategoryAction } from './actions';

export const metadata: Metadata = { title: 'Event categories' };

const ADDRESS = '/admin/settings/categories';

const SAVED = {
  added: 'The category was added at the end of the list. Providers can choose it within a minute.',
  changed: 'The category was saved. Providers see it within a minute.',
};

type Props = { searchParams: Promise<{ saved?: string | string[] }> };

/** Shows staff the event categories, which administrators change. */
export default personPage(
  ['staff'],
  async (ctx, { searchParams }: Props) => {
    const categories = await listCategoriesForStaff(ctx);
    const mayChange = whyNotAllowed(ctx.actor, 'settings.change') === null;
    return (
      <>
        <Breadcrumbs crumbs={[{ label: 'Settings', href: '/admin/settings' }, { label: 'Event categories' }]} />
        <SavedNotice words={SAVED} saved={(await searchParams).saved} />
        <PageHeader title="Event categories" lead="What providers choose from when they add an event." />
        <CategoryTable categories={categories} mayChange={mayChange} />
        {mayChange && (
          <section>
            <h2>Add a category</h2>
            <AddCategoryForm action={addCategoryAction} address={ADDRESS} />
          </section>
        )}
      </>
    );
  },
  {
    keep: async (because) => (
      <KeptForm because={because} action={addCategoryAction} address={ADDRESS} saveLabel="Add category" />
    ),
  },
);
