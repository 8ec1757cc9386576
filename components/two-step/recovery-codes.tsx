import type { FormState } from '@/lib/platform/forms/form-values';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { Notice } from '../notice';
import { PageHeader } from '../page-header';
import { CodeKeeping } from './code-keeping';

/** An action's answer that holds recovery codes: the only time they can be read. */
export type RecoveryCodesState = FormState<{ codes: string[] }>;

type Props = { title: string; news: string; codes: string[] };

/** Ten codes, shown once, with every way to keep them: copy, print, a text file. */
export function RecoveryCodes({ title, news, codes }: Props) {
  return (
    <div>
      <PageHeader title={title} />
      <Notice kind="success" announce title={news}>
        Below are your recovery codes. They are shown this once.
      </Notice>
      <p className="max-w-prose">
        If you lose your phone, one of these codes signs you in instead of the app. Each works once. Keep them where you
        find them without your phone: on paper, or in a password manager.
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
        <ButtonLink href="/">I have kept them, go on</ButtonLink>
      </ButtonRow>
    </div>
  );
}
