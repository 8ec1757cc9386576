import type { FormState } from '@/lib/platform/forms/form-values';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { Notice } from '../notice';
import { PageHeader } from '../page-header';
import { CodeKeeping } from './code-keeping';

/** An action's answer that contains recovery codes: the only time they can be read. */
export type RecoveryCodesState = FormState<{ codes: string[] }>;

type Props = { title: string; news: string; codes: string[] };

/** Shows ten codes once, with every way to save them: copy, print, a text file. */
export function RecoveryCodes({ title, news, codes }: Props) {
  return (
    <div>
      <PageHeader title={title} />
      <Notice kind="success" announce title={news}>
        These are your recovery codes. They are shown only once.
      </Notice>
      <p className="max-w-prose">
        If you lose your phone, you can sign in with one of these codes instead of the app. Each works once. Keep them
        somewhere you can get to without your phone: on paper or in a password manager.
      </p>
      <ol className="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <CodeKeeping codes={codes} />
      <ButtonRow>
        <ButtonLink href="/">I saved them, continue</ButtonLink>
      </ButtonRow>
    </div>
  );
}
