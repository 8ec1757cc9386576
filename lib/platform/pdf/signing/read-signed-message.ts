import { bytesOf, childrenOf, contentOf, type Element, elementAt, expectTag, TAG } from './der';

/** The contents of a signed message (CMS, RFC 5652), parsed but not yet trusted. */
export type SignedMessage = {
  /** The message itself, without padding. */
  bytes: Buffer;
  /** As DER, in the order of the message. */
  certificates: Buffer[];
  /** The index of the certificate that signed. */
  signedBy: number;
  hash: 'sha256' | 'sha384' | 'sha512';
  /** What the signature covers, including the document's digest. */
  attributes: Buffer;
  digest: Buffer;
  signature: Buffer;
  /** SHA-256 of the signer's certificate according to the attributes, so that no other can take its place (RFC 5035). */
  certificateHash: Buffer | null;
};

const ID_SIGNED_DATA = '2a864886f70d010702';
const ID_DATA = '2a864886f70d010701';
const ID_CONTENT_TYPE = '2a864886f70d010903';
const ID_MESSAGE_DIGEST = '2a864886f70d010904';
const ID_SIGNING_CERTIFICATE_V2 = '2a864886f70d010910022f';
const HASHES: Record<string, SignedMessage['hash']> = {
  '608648016503040201': 'sha256',
  '608648016503040202': 'sha384',
  '608648016503040203': 'sha512',
};
/** How the digest is signed, and with which hash; `null`: with the hash of the digest. */
const SIGNATURES: Record<string, SignedMessage['hash'] | null> = {
  '2a864886f70d010101': null,
  '2a864886f70d01010b': 'sha256',
  '2a864886f70d01010c': 'sha384',
  '2a864886f70d01010d': 'sha512',
  '2a8648ce3d040302': 'sha256',
  '2a8648ce3d040303': 'sha384',
  '2a8648ce3d040304': 'sha512',
};

/**
 * Reads a signed message of one signer, without content, followed by nothing but zeros.
 * @throws when it is anything else
 */
export function readSignedMessage(padded: Buffer): SignedMessage {
  const whole = expectTag(elementAt(padded, 0, padded.length), TAG.sequence);
  if (padded.subarray(whole.to).some((byte) => byte !== 0)) throw unread();
  const bytes = bytesOf(padded, whole);
  const children = (element: Element) => childrenOf(bytes, element);
  const idOf = (element: Element | undefined) => contentOf(bytes, expectTag(element, TAG.id)).toString('hex');

  const [type, content] = children(whole);
  if (idOf(type) !== ID_SIGNED_DATA) throw unread();
  const [signedData] = children(expectTag(content, TAG.first));
  const [, , inside, certificates, ...rest] = children(expectTag(signedData, TAG.sequence));
  const [insideType, ...insideContent] = children(expectTag(inside, TAG.sequence));
  if (idOf(insideType) !== ID_DATA || insideContent.length > 0) throw unread();
  const chain = children(expectTag(certificates, TAG.first)).map((each) => bytesOf(bytes, each));
  const signers = children(expectTag(rest.at(-1), TAG.set));
  if (signers.length !== 1) throw unread();

  const [, signer, hashName, attributes, signing, signature] = children(expectTag(signers[0], TAG.sequence));
  const algorithm = (element: Element | undefined) => idOf(children(expectTag(element, TAG.sequence))[0]);
  const hash = HASHES[algorithm(hashName)];
  const signedWith = SIGNATURES[algorithm(signing)];
  if (!hash || signedWith === undefined || (signedWith !== null && signedWith !== hash)) throw unread();

  const values = new Map<string, Buffer>();
  for (const attribute of children(expectTag(attributes, TAG.first))) {
    const [id, valueSet] = children(expectTag(attribute, TAG.sequence));
    const [value, ...more] = children(expectTag(valueSet, TAG.set));
    if (!value || more.length > 0 || values.has(idOf(id))) throw unread();
    values.set(idOf(id), contentOf(bytes, value));
  }
  const digest = values.get(ID_MESSAGE_DIGEST);
  if (!digest || values.get(ID_CONTENT_TYPE)?.toString('hex') !== ID_DATA) throw unread();

  const name = contentOf(bytes, expectTag(signer, TAG.sequence));
  const signedBy = chain.findIndex((certificate) => issuerAndSerial(certificate).equals(name));
  if (signedBy < 0) throw unread();
  // The attributes are signed as a separate set, but appear in the message under a tag.
  const asSigned = Buffer.from(bytesOf(bytes, attributes!));
  asSigned[0] = TAG.set;
  return {
    bytes,
    certificates: chain,
    signedBy,
    hash,
    attributes: asSigned,
    digest,
    signature: contentOf(bytes, expectTag(signature, TAG.octets)),
    certificateHash: certificateHash(values.get(ID_SIGNING_CERTIFICATE_V2)),
  };
}

/** Returns null when it is missing, or uses a hash other than the default, whose name would then come before it. */
function certificateHash(signingCertificate: Buffer | undefined): Buffer | null {
  if (!signingCertificate) return null;
  const certificates = expectTag(elementAt(signingCertificate, 0, signingCertificate.length), TAG.sequence);
  const [first] = childrenOf(signingCertificate, certificates);
  const [hash] = childrenOf(signingCertificate, expectTag(first, TAG.sequence));
  return hash?.tag === TAG.octets ? contentOf(signingCertificate, hash) : null;
}

function issuerAndSerial(certificate: Buffer): Buffer {
  const [body] = childrenOf(certificate, expectTag(elementAt(certificate, 0, certificate.length), TAG.sequence));
  const fields = childrenOf(certificate, expectTag(body, TAG.sequence));
  const first = fields[0]?.tag === TAG.first ? 1 : 0;
  const serial = expectTag(fields[first], TAG.integer);
  const issuer = expectTag(fields[first + 2], TAG.sequence);
  return Buffer.concat([bytesOf(certificate, issuer), bytesOf(certificate, serial)]);
}

const unread = () => new Error('this signed message is of a kind that is not read here');
