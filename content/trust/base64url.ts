const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** The bytes of unpadded base64url (RFC 4648 §5), or `undefined` when the text is not exactly that. */
export function fromBase64url(text: string): Uint8Array<ArrayBuffer> | undefined {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let held = 0;
  let bits = 0;
  let at = 0;
  for (const letter of text) {
    const six = alphabet.indexOf(letter);
    if (six < 0) return undefined;
    held = (held << 6) | six;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = (held >> bits) & 0xff;
    held &= (1 << bits) - 1;
  }
  // A lone letter, or bits left over that are not zero: the same bytes would have two spellings.
  return bits >= 6 || held !== 0 ? undefined : bytes;
}

export function toBase64url(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 3);
    const group = (a << 16) | (b << 8) | c;
    const letters = Math.min(4, bytes.length - at + 1);
    for (let i = 0; i < letters; i++) text += alphabet.charAt((group >> (18 - 6 * i)) & 63);
  }
  return text;
}
