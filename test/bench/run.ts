/** `npm run bench -- <name> [options]` runs one bench, without a name all of them; each prints one JSON line. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const benches = ["weight", "compile", "fanout", "takeover", "recall", "takeover-pixels"];
const [first, ...rest] = process.argv.slice(2);
const named = first !== undefined && !first.startsWith("-") ? first : undefined;
if (named !== undefined && !benches.includes(named)) {
  console.error(`There is no bench ${named}; there are ${benches.join(", ")}.`);
  process.exit(1);
}
const options = named === undefined ? process.argv.slice(2) : rest;
for (const name of named === undefined ? benches : [named]) {
  // A process each, so that none inherits the heap and the warm code of another.
  const program = fileURLToPath(new URL(`${name}.ts`, import.meta.url));
  const { status, error } = spawnSync(process.execPath, [program, ...options], { stdio: "inherit" });
  if (error) throw error;
  if (status !== 0) process.exitCode = 1;
}
