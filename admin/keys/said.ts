import { sayTrouble } from "../client.ts";
import { myKeyWords } from "../strings/my-key.ts";
import { NotSigned, PasskeyUnusable } from "./passkey.ts";

/** What to tell a person when signing, or the call that carried the signature, did not go through. */
export function sayWhyNotSigned(error: unknown): string {
  if (error instanceof NotSigned) return myKeyWords().notSigned;
  if (error instanceof PasskeyUnusable) return myKeyWords().unusable;
  return sayTrouble(error);
}
