import { Inset } from '../inset';

type Props = { supportAddress: string; providerName: string; manager: string };

/** manual, "Usernames and Account Access": providers request additional users by email (M21). */
export function AdditionalUser({ supportAddress, providerName, manager }: Props) {
  const subject = `Additional user for ${providerName}`;
  const body = [
    `Provider: ${providerName}`,
    'Name of the new user:',
    'Their email address:',
    'Role (manager, editor or viewer):',
    '',
    manager,
  ].join('\r\n');
  const href = `mailto:${supportAddress}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
  return (
    <Inset title="Need to add someone?">
      <p>
        Agency staff will set up a username for them. <a href={href}>Email {supportAddress}</a> with:
      </p>
      <ul className="bulleted">
        <li>your provider’s name, {providerName}</li>
        <li>the name and email address of the new user</li>
        <li>the role that they need</li>
      </ul>
    </Inset>
  );
}
