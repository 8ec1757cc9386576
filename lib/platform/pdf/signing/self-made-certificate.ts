import { createHash, type KeyObject, randomBytes, sign, X509Certificate } from 'node:crypto';
import {
  type AsnType,
  BitString,
  Boolean as Bool,
  Constructed,
  fromBER,
  GeneralizedTime,
  Integer,
  ObjectIdentifier,
  OctetString,
  Sequence,
  Set as SetOf,
  UTCTime,
  Utf8String,
} from 'asn1js';
import { der, ID } from './signed-message';

/** What PDF readers show as the signer. Nobody vouches for it, and it says so. */
const SUBJECT: [id: string, text: string][] = [
  ['2.5.4.10', 'Professional Development Unit Provider System'],
  ['2.5.4.11', 'Self-made key'],
  ['2.5.4.3', 'Approved provider verification'],
];

const EXTENSION = { subjectKeyId: '2.5.29.14', keyUsage: '2.5.29.15', basicConstraints: '2.5.29.19' };

/** Creates a self-signed certificate for the key (RFC 5280), only for signing documents. */
export function selfMadeCertificate(
  { privateKey, publicKey }: { privateKey: KeyObject; publicKey: KeyObject },
  valid: { from: Date; to: Date },
): X509Certificate {
  const keyInfo = publicKey.export({ type: 'spki', format: 'der' });
  const algorithm = () => new Sequence({ value: [new ObjectIdentifier({ value: ID.ecdsaWithSha256 })] });
  const body = new Sequence({
    value: [
      tagged(0, new Integer({ value: 2 })),
      new Integer({ valueHex: serialNumber() }),
      algorithm(),
      subject(),
      new Sequence({ value: [time(valid.from), time(valid.to)] }),
      subject(),
      fromBER(keyInfo).result,
      tagged(3, new Sequence({ value: extensions(keyInfo) })),
    ],
  });
  const signature = sign('sha256', der(body), privateKey);
  const whole = new Sequence({ value: [body, algorithm(), new BitString({ valueHex: signature })] });
  return new X509Certificate(der(whole));
}

function subject(): Sequence {
  return new Sequence({
    value: SUBJECT.map(([id, value]) => {
      const pair = new Sequence({ value: [new ObjectIdentifier({ value: id }), new Utf8String({ value })] });
      return new SetOf({ value: [pair] });
    }),
  });
}

function extensions(keyInfo: Buffer): Sequence[] {
  const keyId = createHash('sha256').update(keyInfo).digest().subarray(0, 20);
  return [
    extension(EXTENSION.basicConstraints, new Sequence({ value: [] }), true),
    // digitalSignature and nonRepudiation: the first two bits.
    extension(EXTENSION.keyUsage, new BitString({ valueHex: Buffer.from([0b1100_0000]), unusedBits: 6 }), true),
    extension(EXTENSION.subjectKeyId, new OctetString({ valueHex: keyId }), false),
  ];
}

function extension(id: string, value: AsnType, critical: boolean): Sequence {
  const flag = critical ? [new Bool({ value: true })] : [];
  const content = new OctetString({ valueHex: der(value) });
  return new Sequence({ value: [new ObjectIdentifier({ value: id }), ...flag, content] });
}

/** Encodes a time; RFC 5280 writes a year with two digits until 2049. */
function time(moment: Date): AsnType {
  const whole = new Date(Math.floor(moment.getTime() / 1000) * 1000);
  return whole.getUTCFullYear() < 2050 ? new UTCTime({ valueDate: whole }) : new GeneralizedTime({ valueDate: whole });
}

/** Generates a positive serial number of full length: the first byte is neither 0 nor above 127. */
function serialNumber(): Buffer {
  const bytes = randomBytes(16);
  bytes[0] = (bytes[0]! & 0x3f) | 0x40;
  return bytes;
}

const tagged = (tagNumber: number, value: AsnType) =>
  new Constructed({ idBlock: { tagClass: 3, tagNumber }, value: [value] });
