import { personPage } from '@/app/_edges/person-page';
import { titledByRecord } from '@/app/_edges/record-title';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { KeptForm } from '@/components/kept-form';
import { PageHeader } from '@/components/page-header';
import { ChangeCategoryForm } from '@/components/settings/category-form';
import { categoryForm, parseCategoryId } from '@/lib/events/change-category';
import { changeCategoryAction } from './actions';

export const generateMetadata = titledByRecord<{ categoryId: string }>({
  nameOf: async (ctx, { categoryId }) => (await categoryForm(ctx, parseCategoryId(categoryId))).name,
  kind: 'Event category',
  page: 'Change a category',
});

const LIST = '/admin/settings/categories';

type Props = { params: Promise<{ categoryId: string }> };

export default personPage(
  ['staff'],
  async (ctx, { params }: Props) => {
    const id = parseCategoryId((await params).categoryId);
    const { name, values, others } = await categoryForm(ctx, id);
    return (
      <>
        <Breadcrumbs
          crumbs={[
            { label: 'Settings', href: '/admin/settings' },
            { label: 'Event categories', href: LIST },
            { label: name },
          ]}
        />
        <PageHeader title={name} />
        <ChangeCategoryForm
          action={changeCategoryAction.bind(null, String(id))}
          values={values}
          others={others}
          address={`${LIST}/${id}`}
          backHref={LIST}
        />
      </>
    );
  },
  {
    keep: async (because, { params }) => {
      const { categoryId } = await params;
      return (
        <KeptForm
          because={because}
          action={changeCategoryAction.bind(null, categoryId)}
          address={`${LIST}/${categoryId}`}
          saveLabel="Save"
        />
      );
    },
  },
);
