import { type FormState, textOf } from '@/lib/platform/forms/form-values';
import type { CertificateChange } from '@/lib/requests/rules';
import { errorOf } from './form-problems';
import { RadioGroup } from './radio-group';

/** The valid certificates of an event that staff correct or cancel. */
export type IssuedCertificates = {
  count: number;
  /** Whether certificates that are made now are signed digitally. */
  isSigned: boolean;
};

type Props = { change: CertificateChange; issued: IssuedCertificates; state: FormState<unknown> };

/** Asks staff what becomes of the certificates that were already issued; nothing when there are none. */
export function IssuedCertificatesChoice({ change, issued, state }: Props) {
  if (issued.count === 0) return null;
  const { leave, other } = change === 'correct' ? correcting(issued) : revoking(issued);
  return (
    <>
      {change === 'correct' && !issued.isSigned && <input type="hidden" name="unsigned" value="yes" />}
      <RadioGroup
        name="certificates"
        label="Certificates that were already issued"
        choices={[
          { value: 'leave', label: 'Leave them as they are', hint: leave },
          { value: change, ...other },
        ]}
        error={errorOf(state, 'certificates')}
        defaultValue={textOf(state.values, 'certificates') || 'leave'}
      />
    </>
  );
}

function correcting({ count, isSigned }: IssuedCertificates) {
  const without = isSigned ? '' : ' without a signature';
  const blank = isSigned
    ? ''
    : ' The provider has not signed the event digitally, so Section IV of the new ones is blank.';
  return {
    leave: 'They keep what was printed on them.',
    other: {
      label:
        count === 1
          ? `Correct it${without}, with an email to its holder`
          : `Correct all ${count.toLocaleString('en-US')}${without}, with an email to their holders`,
      hint: `Each one that says something else now is replaced, and the old one is no longer valid.${blank}`,
    },
  };
}

function revoking({ count }: IssuedCertificates) {
  return {
    leave: 'They stay valid. The provider can still revoke them.',
    other: {
      label:
        count === 1
          ? 'Revoke it, with an email to its holder'
          : `Revoke all ${count.toLocaleString('en-US')}, with an email to their holders`,
      hint: 'For an event that did not take place. This is permanent: restoring the event does not make them valid again.',
    },
  };
}
