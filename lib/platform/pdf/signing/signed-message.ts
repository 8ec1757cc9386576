import { createHash } from 'node:crypto';
import {
  type AsnType,
  Constructed,
  fromBER,
  Integer,
  Null,
  ObjectIdentifier,
  OctetString,
  Sequence,
  Set as SetOf,
} from 'asn1js';

/** Object identifiers in a signed message (RFC 5652, RFC 5035, RFC 5754). */
export const ID = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  sha256: '2.16.840.1.101.3.4.2.1',
  rsa: '1.2.840.113549.1.1.1',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
} as const;

export type SigningChain = {
  /** The signer's certificate first, then those that vouch for it, each as DER. */
  certificates: readonly Buffer[];
  keyType: 'rsa' | 'ec';
};

/**
 * Builds signed messages (CMS, RFC 5652) of one signer that differ only in digest and signature. Everything else is encoded
 * once, so a message then costs only two copies.
 */
export class MessageForm {
  private readonly attributes: Slotted;
  private readonly bySignatureLength = new Map<number, { form: Slotted; signatureAt: number }>();

  constructor(private readonly chain: SigningChain) {
    this.attributes = slotted(der(new SetOf({ value: signedAttributes(chain) })));
  }

  /** Returns what the key signs: the attributes with this SHA-256 of the document. */
  toSign(digest: Buffer): Buffer {
    return filled(this.attributes, digest);
  }

  message(digest: Buffer, signature: Buffer): Buffer {
    const { form, signatureAt } = this.formFor(signature.length);
    const message = filled(form, digest);
    signature.copy(message, signatureAt);
    return message;
  }

  /** Returns the length of a message with a signature of this length. */
  lengthWith(signatureLength: number): number {
    return this.formFor(signatureLength).form.bytes.length;
  }

  private formFor(signatureLength: number) {
    let known = this.bySignatureLength.get(signatureLength);
    if (!known) {
      const marker = Buffer.alloc(signatureLength, 0xa5);
      const bytes = der(signedMessage(this.chain, marker));
      // The signature is the last thing in a message.
      known = { form: slotted(bytes), signatureAt: bytes.length - signatureLength };
      this.bySignatureLength.set(signatureLength, known);
    }
    return known;
  }
}

type Slotted = { bytes: Buffer; digestAt: number };

const NO_DIGEST = Buffer.alloc(32, 0x5a);

function slotted(bytes: Buffer): Slotted {
  const digestAt = bytes.indexOf(NO_DIGEST);
  if (digestAt < 0 || bytes.lastIndexOf(NO_DIGEST) !== digestAt)
    throw new Error('the place of the digest is not clear');
  return { bytes, digestAt };
}

function filled({ bytes, digestAt }: Slotted, digest: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  digest.copy(copy, digestAt);
  return copy;
}

function signedMessage(chain: SigningChain, signature: Buffer): Sequence {
  const { issuer, serialNumber } = issuerAndSerial(chain.certificates[0]!);
  const signerInfo = new Sequence({
    value: [
      new Integer({ value: 1 }),
      new Sequence({ value: [issuer, serialNumber] }),
      sha256(),
      tagged(0, signedAttributes(chain)),
      chain.keyType === 'rsa' ? algorithm(ID.rsa, new Null()) : algorithm(ID.ecdsaWithSha256),
      new OctetString({ valueHex: signature }),
    ],
  });
  const signedData = new Sequence({
    value: [
      new Integer({ value: 1 }),
      new SetOf({ value: [sha256()] }),
      // Without content: the PDF around the message is what is signed.
      new Sequence({ value: [new ObjectIdentifier({ value: ID.data })] }),
      tagged(0, chain.certificates.map(decoded)),
      new SetOf({ value: [signerInfo] }),
    ],
  });
  return new Sequence({ value: [new ObjectIdentifier({ value: ID.signedData }), tagged(0, [signedData])] });
}

function signedAttributes({ certificates }: SigningChain): Sequence[] {
  // Including the certificates in what is signed keeps anybody from exchanging one (RFC 5035; PAdES requires it).
  const hashes = certificates.map((certificate) => {
    const valueHex = createHash('sha256').update(certificate).digest();
    return new Sequence({ value: [new OctetString({ valueHex })] });
  });
  const attributes = [
    attribute(ID.contentType, new ObjectIdentifier({ value: ID.data })),
    attribute(ID.messageDigest, new OctetString({ valueHex: NO_DIGEST })),
    attribute(ID.signingCertificateV2, new Sequence({ value: [new Sequence({ value: hashes })] })),
  ];
  // DER sorts the elements of a set.
  return attributes.sort((one, other) => Buffer.compare(der(one), der(other)));
}

function issuerAndSerial(certificate: Buffer) {
  const [body] = (decoded(certificate) as Sequence).valueBlock.value as [Sequence];
  const fields = body.valueBlock.value;
  // In all but the oldest certificates, a version with a special tag comes before the serial number.
  const first = fields[0]!.idBlock.tagClass === 3 ? 1 : 0;
  return { serialNumber: fields[first]!, issuer: fields[first + 2]! };
}

const attribute = (type: string, value: AsnType) =>
  new Sequence({ value: [new ObjectIdentifier({ value: type }), new SetOf({ value: [value] })] });

const algorithm = (id: string, ...parameters: AsnType[]) =>
  new Sequence({ value: [new ObjectIdentifier({ value: id }), ...parameters] });

const sha256 = () => algorithm(ID.sha256);

const tagged = (tagNumber: number, value: AsnType[]) => new Constructed({ idBlock: { tagClass: 3, tagNumber }, value });

export const der = (value: AsnType): Buffer => Buffer.from(value.toBER());

/**
 * Decodes DER.
 * @throws when encoding it again would not give the same bytes
 */
function decoded(bytes: Buffer): AsnType {
  const { result } = fromBER(bytes);
  if (result.error || !der(result).equals(bytes)) throw new Error('the certificate is not encoded as DER');
  return result;
}
