import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readConfig } from "./config.ts";
import { fail, untilSignal } from "./process.ts";
import { seedDemo } from "./seed.ts";
import { startServer } from "./start.ts";

/** The demo: the real server on a fresh temporary folder, with the starter pack, three screens and known accounts. */
// Heard from the first moment, so that Ctrl-C while it starts leaves nothing behind.
const stopped = untilSignal();
const folder = mkdtempSync(join(tmpdir(), "bangtin-demo-"));
try {
  // The demo's passwords are public, so only this machine may reach it.
  const config = readConfig({ HOST: "127.0.0.1", ...process.env, DATA_DIR: folder });
  const server = await startServer(config);
  try {
    const demo = await seedDemo(server);
    server.setDemo(demo);
    console.log(`\nBảng Tin demo: open ${server.url}/`);
    console.log(`Desk: ${server.url}/admin/`);
    for (const { role, email, password } of demo.accounts) console.log(`  ${role.padEnd(9)} ${email}  ${password}`);
    console.log(
      "The signing keys of these people are public too: the demo's desk is given them, so that you can approve.",
    );
    console.log("Accounts and data are gone when you stop it with Ctrl-C.\n");
    await stopped;
  } finally {
    await server.stop();
  }
} catch (error) {
  fail(error);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
