import { ContentInfo, SignedData } from 'pkijs';
import './signing-keys';

export type ReadSignature = {
  byteRange: number[];
  /** The whole dictionary, as text. */
  dictionary: string;
  verified: boolean;
  attributes: string[];
  certificates: Buffer[];
};

/** Reads and verifies the signature of a PDF with a library that was not involved in making it (pkijs). */
export async function readSignature(pdf: Buffer): Promise<ReadSignature> {
  const text = pdf.toString('latin1');
  const [dictionary = '', range = '', hex = ''] =
    /<<\/Type \/Sig\n(?:(?!endobj)[\s\S])*?\/ByteRange \[([\d ]+)\]\n\/Contents <([0-9A-F]+)>>>/.exec(text) ?? [];
  const byteRange = range.trim().split(/\s+/).map(Number);
  const [first, second, third, fourth] = byteRange as [number, number, number, number];
  const message = ContentInfo.fromBER(Buffer.from(hex, 'hex'));
  const signed = new SignedData({ schema: message.content });
  const data = Buffer.concat([pdf.subarray(first, second), pdf.subarray(third, third + fourth)]);
  const certificates = (signed.certificates ?? []).map((each) => Buffer.from(each.toSchema().toBER()));
  return {
    byteRange,
    dictionary,
    verified: await signed.verify({ signer: 0, data: new Uint8Array(data).buffer, checkChain: false }),
    attributes: signed.signerInfos[0]!.signedAttrs!.attributes.map(({ type }) => type),
    certificates,
  };
}
