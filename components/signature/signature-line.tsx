import type { DrawnSignature } from '@/lib/printing/signature/signature-art';
import { WORDING } from '@/lib/printing/template/wording';

type Props = {
  signature: DrawnSignature | null;
  printedName: string;
  title: string;
  /** Already in words. */
  date: string;
};

/** Shows the lines of Section IV, larger than in print. They represent paper, so they are always dark on white. */
export function SignatureLine({ signature, printedName, title, date }: Props) {
  return (
    <div className="signature-line">
      <p className="signature-written">
        {signature?.kind === 'typed' && <span dir="auto">{signature.text}</span>}
        {signature?.kind === 'picture' && (
          // biome-ignore lint/performance/noImgElement: embedded in the page; nothing to fetch or shrink.
          <img src={signature.src} alt={WORDING.signatureOf(printedName)} />
        )}
      </p>
      <p className="signature-label">{WORDING.signature}</p>
      <div className="signature-below">
        <div>
          <p className="signature-value" dir="auto">
            {[printedName, title].filter(Boolean).join(', ')}
          </p>
          <p className="signature-label">{WORDING.printedName}</p>
        </div>
        <div>
          <p className="signature-value">{date}</p>
          <p className="signature-label">{WORDING.date}</p>
        </div>
      </div>
    </div>
  );
}
