import * as z from "zod/mini";
import { fromBase64url, toBase64url } from "../../content/trust/base64url.ts";
import { PublicKey } from "../../content/trust/key.ts";
import { curve } from "./es256.ts";

/**
 * The recovery file: a root key, locked with a passphrase, and the root that it was made for. It is the only place where
 * a root key exists; the server never has it. What the server later offers as the newest root must follow from the one
 * in this file, so that a hijacked server cannot have somebody sign on top of a root of its own making.
 */

const format = "bangtin/recovery/1";
/** OWASP's figure for PBKDF2 with SHA-256; a second or less on an office machine. */
const iterations = 600_000;
const mostIterations = 10_000_000;

export const shortestPassphrase = 12;

const Bytes = z.string().check(z.regex(/^[A-Za-z0-9_-]+$/), z.maxLength(2000));
const RecoveryFile = z.object({
  format: z.literal(format),
  key: PublicKey,
  made: z.string(),
  root: z.string().check(z.maxLength(600_000)),
  lock: z.strictObject({
    derive: z.literal("PBKDF2-SHA-256"),
    iterations: z.int().check(z.minimum(iterations), z.maximum(mostIterations)),
    salt: Bytes,
    cipher: z.literal("AES-256-GCM"),
    iv: Bytes,
  }),
  locked: Bytes,
});
type RecoveryFile = z.infer<typeof RecoveryFile>;

/** A root key while it is out of its file: in this page's memory, for one signature. */
export type RootKey = { readonly key: PublicKey; readonly secret: CryptoKey; readonly root: string };

export type Opened =
  | { readonly opened: true; readonly rootKey: RootKey }
  | { readonly opened: false; readonly why: "not-a-recovery-file" | "wrong-passphrase" };

/** What is not secret in the file is bound to what is: another root beside the same key does not open. */
const bound = (key: PublicKey, root: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(new TextEncoder().encode([format, key.keyId, key.x, key.y, root].join("\n")));

async function lockOf(passphrase: string, salt: Uint8Array<ArrayBuffer>, rounds: number): Promise<CryptoKey> {
  // The same words typed by two keyboards are the same words.
  const words = new TextEncoder().encode(passphrase.normalize("NFC"));
  const base = await crypto.subtle.importKey("raw", words, "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
  return crypto.subtle.deriveKey(how, base, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

/** A fresh root key, extractable so that it can be written into its file, and never again. */
export async function makeRootKey(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(curve, true, ["sign", "verify"]);
}

/** The text of the file. `root` is the envelope that the key signed or is listed in. */
export async function recoveryFile(
  secret: CryptoKey,
  about: { readonly key: PublicKey; readonly root: string; readonly passphrase: string; readonly now: number },
): Promise<string> {
  const { key, root, passphrase, now } = about;
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const lock = await lockOf(passphrase, salt, iterations);
  const secretBytes = await crypto.subtle.exportKey("pkcs8", secret);
  const how = { name: "AES-GCM", iv, additionalData: bound(key, root) };
  const locked = new Uint8Array(await crypto.subtle.encrypt(how, lock, secretBytes));
  const file: RecoveryFile & { readonly read_me: { readonly vi: string; readonly en: string } } = {
    format,
    read_me: {
      vi: "Tệp khôi phục của Bảng Tin: khóa gốc, khóa bằng cụm mật khẩu. Cần tệp này mỗi khi thêm hoặc bỏ khóa ký. Giữ hai bản trên USB trong két, không để trên máy chủ, không gửi qua email. Mất hết các bản thì phải ghép lại mọi màn hình.",
      en: "Bảng Tin recovery file: the root key, locked with a passphrase. It is needed whenever a signing key is added or removed. Keep two copies on USB sticks in a safe, never on the server, never by email. If every copy is lost, all screens must be paired again.",
    },
    key,
    made: new Date(now).toISOString(),
    root,
    lock: {
      derive: "PBKDF2-SHA-256",
      iterations,
      salt: toBase64url(salt),
      cipher: "AES-256-GCM",
      iv: toBase64url(iv),
    },
    locked: toBase64url(locked),
  };
  return JSON.stringify(file, undefined, 2);
}

/** Takes the root key out of its file; it can sign here and cannot be taken further. */
export async function openRecoveryFile(text: string, passphrase: string): Promise<Opened> {
  const file = readFile(text);
  const salt = file && fromBase64url(file.lock.salt);
  const iv = file && fromBase64url(file.lock.iv);
  const locked = file && fromBase64url(file.locked);
  if (!file || !salt || !iv || !locked) return { opened: false, why: "not-a-recovery-file" };
  const lock = await lockOf(passphrase, salt, file.lock.iterations);
  let secretBytes: ArrayBuffer;
  try {
    const how = { name: "AES-GCM", iv, additionalData: bound(file.key, file.root) };
    secretBytes = await crypto.subtle.decrypt(how, lock, locked);
  } catch (error) {
    // The one thing that AES-GCM says, whether the words are wrong or the file was changed.
    if (error instanceof DOMException && error.name === "OperationError") {
      return { opened: false, why: "wrong-passphrase" };
    }
    throw error;
  }
  const secret = await crypto.subtle.importKey("pkcs8", secretBytes, curve, false, ["sign"]);
  return { opened: true, rootKey: { key: file.key, secret, root: file.root } };
}

function readFile(text: string): RecoveryFile | undefined {
  try {
    const parsed = RecoveryFile.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
