/** A coordinate of P-256: 32 bytes. */
const width = 32;

/**
 * The raw r‖s of an ECDSA P-256 signature in DER (RFC 3279 §2.2.3), or `undefined` when it is not exactly that.
 * A passkey answers DER; WebCrypto, and so every screen, reads raw.
 */
export function rawFromDer(der: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  if (der[0] !== 0x30 || der[1] !== der.length - 2 || der.length > 0x80) return undefined;
  const first = integerAt(der, 2);
  const second = first && integerAt(der, first.end);
  if (!second || second.end !== der.length) return undefined;
  const raw = new Uint8Array(2 * width);
  raw.set(first.bytes, width - first.bytes.length);
  raw.set(second.bytes, 2 * width - second.bytes.length);
  return raw;
}

/** A positive DER integer of at most 32 bytes, without the zero that keeps its first bit from being a sign. */
function integerAt(der: Uint8Array, at: number): { readonly bytes: Uint8Array; readonly end: number } | undefined {
  const length = der[at + 1] ?? 0;
  const from = at + 2;
  const end = from + length;
  const [first = 0, second = 0] = der.subarray(from, end);
  if (der[at] !== 0x02 || length === 0 || end > der.length || first >= 0x80) return undefined;
  // A leading zero that nothing needs would be a second spelling of the same number.
  if (first === 0 && length > 1 && second < 0x80) return undefined;
  const bytes = first === 0 ? der.subarray(from + 1, end) : der.subarray(from, end);
  return bytes.length > width || bytes.length === 0 ? undefined : { bytes, end };
}
