/**
 * Reads at most `limit` bytes of a body; `undefined` when there is more, without having held more (attacks.md case 9).
 * `heard` is called with the length of each piece, for whoever watches that the other side still talks.
 */
export async function readAtMost(
  response: Response,
  limit: number,
  heard: (bytes: number) => void = () => {},
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const reader = response.body?.getReader();
  if (!reader) return new Uint8Array(0);
  const pieces: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    heard(value.length);
    length += value.length;
    if (length > limit) {
      await reader.cancel();
      return undefined;
    }
    pieces.push(value);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
