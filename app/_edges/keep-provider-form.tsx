import { type KeptBecause, KeptForm } from '@/components/kept-form';
import type { FormState } from '@/lib/platform/forms/form-values';

type Action = (providerId: string, before: FormState, form: FormData) => Promise<FormState>;
type Props = { params: Promise<{ providerId: string }> };

/** Keeps what staff typed about a provider when the form's page can't be rendered; `step` ends the page's address. */
export function keepProviderForm(action: Action, step: string | null, saveLabel: string) {
  return async (because: KeptBecause, { params }: Props) => {
    const { providerId } = await params;
    return (
      <KeptForm
        because={because}
        action={action.bind(null, providerId)}
        address={`/admin/providers/${providerId}${step === null ? '' : `/${step}`}`}
        saveLabel={saveLabel}
      />
    );
  };
}
