/** Puts for ever, four at once, until it is killed: `node putting.ts <folder>`. Says `begun`, and each hash when it is stored. */
import { randomBytes, randomInt } from "node:crypto";
import { writeSync } from "node:fs";
import { createFolderStore } from "../../../server/media/store.ts";

const store = await createFolderStore(process.argv[2] ?? "");

async function putting(): Promise<never> {
  for (;;) {
    const bytes = randomBytes(randomInt(1_000_000, 4_000_000));
    writeSync(1, "begun\n");
    const sha256 = await store.put(bytes);
    writeSync(1, `${sha256}\n`);
  }
}

await Promise.all([putting(), putting(), putting(), putting()]);
