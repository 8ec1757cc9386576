/** An element of DER: its tag, where it begins, and where its content begins and ends. */
export type Element = { tag: number; at: number; from: number; to: number };

export const TAG = { integer: 0x02, octets: 0x04, id: 0x06, sequence: 0x30, set: 0x31, first: 0xa0, second: 0xa1 };

/**
 * Returns the element that begins at this position. Accepts only what DER allows: short tags, explicit lengths in the
 * shortest form, content that ends within `end`.
 * @throws on anything else
 */
export function elementAt(bytes: Buffer, at: number, end: number): Element {
  const [tag, short] = [bytes[at], bytes[at + 1]];
  if (tag === undefined || short === undefined || (tag & 0x1f) === 0x1f || short === 0x80 || short > 0x83)
    throw broken();
  let [length, from] = [short, at + 2];
  if (short > 0x80) {
    const size = short - 0x80;
    if (from + size > end) throw broken();
    length = bytes.readUIntBE(from, size);
    from += size;
    if (length < 0x80 || length < 2 ** (8 * (size - 1))) throw broken();
  }
  if (from > end || length > end - from) throw broken();
  return { tag, at, from, to: from + length };
}

/** Returns the elements inside of one, in order, without looking into their children. */
export function childrenOf(bytes: Buffer, parent: Element): Element[] {
  const children: Element[] = [];
  for (let at = parent.from; at < parent.to; at = children.at(-1)!.to) children.push(elementAt(bytes, at, parent.to));
  return children;
}

/** Returns the bytes of an element with its tag and length. */
export const bytesOf = (bytes: Buffer, element: Element): Buffer => bytes.subarray(element.at, element.to);

export const contentOf = (bytes: Buffer, element: Element): Buffer => bytes.subarray(element.from, element.to);

/**
 * Returns the element if it has this tag.
 * @throws when the element is missing or of another kind
 */
export function expectTag(element: Element | undefined, tag: number): Element {
  if (element?.tag !== tag) throw broken();
  return element;
}

const broken = () => new Error('this is not DER of the expected shape');
