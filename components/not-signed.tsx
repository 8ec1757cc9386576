import { Notice } from './notice';

/** Tells the holder of a certificate that its provider did not sign it digitally (M12). */
export function NotSigned({ providerName }: { providerName: string }) {
  return (
    <Notice kind="warning" title="Not signed">
      Section IV is blank. Ask <bdi>{providerName}</bdi> to sign the printed certificate before you use it.
    </Notice>
  );
}
