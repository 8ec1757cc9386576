import { Inset } from '../inset';

type Props = { supportAddress: string; providerName: string; manager: string };

/** manual, "Usernames and Account Access": additional users are asked for by e-mail (M21). */
export function AdditionalUser({ supportAddress, providerName, manager }: Props) {
  const subject = `Additional user for ${providerName}`;
  const body = [
    `Provider: ${providerName}`,
    'Name of the new user:',
    'Their e-mail address:',
    'Role (manager, editor or viewer):',
    '',
    manager,
  ].join('\r\n');
  const href = `mailto:${supportAddress}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
  return (
    <Inset title="Somebody else will help you?">
      <p>
        Staff of the agency set up a username for them. <a href={href}>Write to {supportAddress}</a> with:
      </p>
      <ul className="bulleted">
        <li>your provider’s name, {providerName}</li>
        <li>the name and e-mail address of the new user</li>
        <li>the role that they need</li>
      </ul>
    </Inset>
  );
}
