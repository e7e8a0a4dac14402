import { pairingAlphabet } from "../../../content/wire/screen-api.ts";

/** Six characters as somebody types, pastes or scans them. */
export type TypedCode = {
  readonly code: string;
  /** The first character that no code has, e.g. `O`; `undefined` when all may stand in one. */
  readonly odd: string | undefined;
  readonly complete: boolean;
};

const wanted = 6;

/** Lower case becomes upper case; spaces and hyphens are how people group it. Anything else stays to be pointed at. */
export function readCode(text: string): TypedCode {
  const code = text.toUpperCase().replace(/[\s-]/g, "").slice(0, wanted);
  const odd = Array.from(code).find((character) => !pairingAlphabet.includes(character));
  return { code, odd, complete: code.length === wanted && odd === undefined };
}
