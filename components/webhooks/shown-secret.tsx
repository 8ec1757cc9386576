import { ButtonLink } from '../button-link';
import { CopyButton } from '../copy-button';
import { Notice } from '../notice';
import { SummaryList } from '../summary-list';

type Props = { title: string; webhookId: number; url: string; secret: string };

/** Shows a webhook's new secret, the only time it can be read. */
export function ShownSecret({ title, webhookId, url, secret }: Props) {
  return (
    <section className="new-key">
      <h2>{title}</h2>
      <Notice kind="warning" announce title="Copy the secret now. It is shown only once.">
        Your system needs it to check that a message comes from PDUPS. Keep it like a password. If it is lost or
        exposed, replace it on the webhook’s page.
      </Notice>
      <SummaryList
        rows={[
          { term: 'Address', value: <code className="secret">{url}</code> },
          { term: 'Secret', value: <code className="secret">{secret}</code> },
        ]}
      />
      <div className="button-row">
        <CopyButton text={secret} label="Copy the secret" done="The secret was copied." />
      </div>
      <div className="button-row">
        <ButtonLink href={`/learning-systems/webhooks/${webhookId}`}>I saved it, continue</ButtonLink>
        <ButtonLink href="/help/learning-systems#webhooks" variant="quiet">
          How to check a signature
        </ButtonLink>
      </div>
    </section>
  );
}
