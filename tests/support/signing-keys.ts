import { KeyObject, webcrypto, X509Certificate } from 'node:crypto';
import { BitString, Integer, Utf8String } from 'asn1js';
import { AttributeTypeAndValue, Certificate, CryptoEngine, Extension, setEngine } from 'pkijs';

// Tests make certificates with a different library than the product's.
setEngine('node', new CryptoEngine({ name: 'node', crypto: webcrypto as unknown as Crypto }));

export type KeyKind = 'RSA-2048' | 'P-256' | 'P-384' | 'P-521';

export type TestKey = {
  key: KeyObject;
  certificate: X509Certificate;
  keyPem: string;
  /** The certificate, followed by the ones that vouch for it. */
  certificatePem: string;
  made: { certificate: Certificate; pair: CryptoKeyPair };
};

type Options = { kind?: KeyKind; name?: string; from?: Date; to?: Date; issuer?: TestKey };

/** Makes a key and its certificate, self-signed or signed by an issuer. */
export async function newKey({
  kind = 'P-256',
  name = 'A signer',
  from = new Date('2026-01-01T00:00:00Z'),
  to = new Date('2036-01-01T00:00:00Z'),
  issuer,
}: Options = {}): Promise<TestKey> {
  const algorithm =
    kind === 'RSA-2048'
      ? { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) }
      : { name: 'ECDSA', namedCurve: kind };
  const pair = (await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as CryptoKeyPair;
  const certificate = new Certificate();
  certificate.version = 2;
  certificate.serialNumber = new Integer({ value: Math.floor(Math.random() * 2 ** 31) + 1 });
  const commonName = new AttributeTypeAndValue({ type: '2.5.4.3', value: new Utf8String({ value: name }) });
  certificate.subject.typesAndValues.push(commonName);
  certificate.issuer.typesAndValues.push(
    ...(issuer ? issuer.made.certificate.subject.typesAndValues : certificate.subject.typesAndValues),
  );
  certificate.notBefore.value = from;
  certificate.notAfter.value = to;
  // Bits for signing documents and certificates.
  const usage = new BitString({ valueHex: new Uint8Array([0b1100_0110]).buffer, unusedBits: 1 });
  certificate.extensions = [new Extension({ extnID: '2.5.29.15', critical: true, extnValue: usage.toBER() })];
  await certificate.subjectPublicKeyInfo.importKey(pair.publicKey);
  await certificate.sign(issuer?.made.pair.privateKey ?? pair.privateKey, 'SHA-256');
  const parsed = new X509Certificate(Buffer.from(certificate.toSchema(true).toBER()));
  const key = KeyObject.from(pair.privateKey as unknown as webcrypto.CryptoKey);
  return {
    key,
    certificate: parsed,
    keyPem: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificatePem: `${parsed.toString()}${issuer?.certificatePem ?? ''}`,
    made: { certificate, pair },
  };
}
