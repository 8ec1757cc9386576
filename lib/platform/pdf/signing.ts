/** The cryptographic signature in a PDF: who signs, writing it, and checking it. */
export { checkSignature, type SignatureState } from './signing/check-signature';
export { currentSigner, knownSigners } from './signing/current-signer';
export { signPdf } from './signing/sign-pdf';
export { type SignatureDetails, signatureTail } from './signing/signature-tail';
