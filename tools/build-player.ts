import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "vite";
import { SafeCard } from "../content/trust/manifest.ts";
import { openFirstRoot, rootCode } from "../content/trust/root.ts";
import { Problem } from "../content/wire/problem.ts";
import { verifySignature } from "../player/verify.ts";

/**
 * Makes a player shell that does not come from the server that it plays for: a folder of static files with the root
 * built in, for another host or for the device itself (docs/security.md).
 */
export type Baking = {
  /** A root envelope, as downloaded from the desk. */
  readonly root: string;
  /** Origin of the server; without it the host that serves the folder. */
  readonly server?: string | undefined;
  /** What stands on the safe card, whatever the server says; without it what the first pairing brings. */
  readonly safeCard?: SafeCard | undefined;
  readonly out: string;
};

/** Answers the short code of the root that was built in. @throws Problem when the root does not open */
export async function buildPlayer({ root, server, safeCard, out }: Baking): Promise<string> {
  const { payload } = await openFirstRoot(root, verifySignature);
  await build({
    configFile: fileURLToPath(new URL("../vite.player.config.ts", import.meta.url)),
    logLevel: "error",
    base: "./",
    define: { __BAKED__: JSON.stringify({ root: payload, server, safeCard }) },
    build: { outDir: out, emptyOutDir: true },
  });
  return rootCode(payload);
}

const usage = `npm run build:player -- --root <file> [--server https://…] [--out <folder>]
  [--agency "Sở …" --hotline-label "Đường dây nóng" --hotline "1900 …"]   what the safe card says, whatever the server says`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      root: { type: "string" },
      server: { type: "string" },
      out: { type: "string", default: "dist/shell" },
      agency: { type: "string" },
      "hotline-label": { type: "string" },
      hotline: { type: "string" },
    },
  });
  if (values.root === undefined) return fail(usage);
  const { server } = values;
  if (server !== undefined && !/^https?:$/.test(URL.canParse(server) ? new URL(server).protocol : "")) {
    return fail(`--server must be an http or https address, not "${server}".`);
  }
  const { agency, hotline: number, "hotline-label": label } = values;
  const words = [agency, number, label].filter((word) => word !== undefined);
  const card = SafeCard.safeParse({ agency, label, number });
  if (words.length > 0 && !card.success) {
    return fail("--agency, --hotline-label and --hotline belong together, and are 80, 80 and 20 characters at most.");
  }
  const out = resolve(values.out);
  // The folder is emptied before: never one that holds anything but an earlier shell.
  if (existsSync(out) && readdirSync(out).length > 0 && !existsSync(join(out, "sw.js"))) {
    return fail(`${out} holds something that is no player shell.`);
  }
  if (!existsSync(values.root)) return fail(`${values.root} is not there.`);
  const root = readFileSync(values.root, "utf8").trim();
  try {
    const origin = server === undefined ? undefined : new URL(server).origin;
    const code = await buildPlayer({ root, server: origin, safeCard: card.data, out });
    console.log(`${out}: root ${code}${origin === undefined ? "" : `, server ${origin}`}`);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    fail(`${values.root} is no root: ${error.message}`);
  }
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}

if (import.meta.main) await main();
