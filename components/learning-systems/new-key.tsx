import { ButtonLink } from '../button-link';
import { CopyButton } from '../copy-button';
import { Notice } from '../notice';
import { SummaryList } from '../summary-list';

type Props = { label: string; publicId: string; secret: string };

/** Shows a new key, the only time its secret can be read. */
export function NewKey({ label, publicId, secret }: Props) {
  return (
    <section className="new-key">
      <h2>The key for {label}</h2>
      <Notice kind="warning" announce title="Copy the secret now. It is shown only once.">
        Keep it on your system’s server, like a password. It can issue certificates in your provider’s name. If it is
        lost or exposed, revoke the key and create another.
      </Notice>
      <SummaryList
        rows={[
          { term: 'Secret', value: <code className="secret">{secret}</code> },
          { term: 'Key id, for signed links', value: <code className="secret">{publicId}</code> },
        ]}
      />
      <div className="button-row">
        <CopyButton text={secret} label="Copy the secret" done="The secret was copied." />
      </div>
      <div className="button-row">
        <ButtonLink href="/learning-systems">I saved it, continue</ButtonLink>
        <ButtonLink href="/help/learning-systems" variant="quiet">
          How to connect a system
        </ButtonLink>
      </div>
    </section>
  );
}
