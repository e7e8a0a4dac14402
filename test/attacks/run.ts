import { cases } from "./cases.ts";
import { Shared } from "./ground.ts";
import { play, type Outcome } from "./play.ts";
import { table } from "./table.ts";

/**
 * `npm run attacks`: every row of the table, tried through the real doors. `npm run attacks -- 1 33 47` tries those rows.
 * The last line is JSON; the exit code is 1 when a row failed.
 */
const asked = new Set(process.argv.slice(2).map(Number));
const rows = asked.size === 0 ? table : table.filter(({ row }) => asked.has(row));
const shared = new Shared();
const outcomes: Outcome[] = [];
const say = (line: string): void => void process.stdout.write(`${line}\n`);

// Those that only wait for a time-out of the product wait side by side.
const waiting = new Map(
  cases
    .filter((one) => "takes" in one && one.takes === "waits" && rows.some(({ row }) => row === one.row))
    .map((one) => [one, play(one, shared)]),
);

try {
  for (const { row, attack, expected } of rows) {
    say(`\n${String(row).padStart(2)}  ${attack}\n    expected  ${expected}`);
    for (const one of cases.filter((one) => one.row === row)) {
      const outcome = await (waiting.get(one) ?? play(one, shared));
      outcomes.push(outcome);
      const time = outcome.result === "not run" ? "" : ` (${(outcome.ms / 1000).toFixed(1)} s)`;
      say(`    ${outcome.result.padEnd(8)}  ${outcome.name}: ${outcome.seen.split("\n").slice(0, 4).join(" ")}${time}`);
    }
  }
} finally {
  await shared.end();
}

const of = (row: number, result: Outcome["result"]): boolean =>
  outcomes.some((outcome) => outcome.row === row && outcome.result === result);
const failed = rows.filter(({ row }) => of(row, "failed")).map(({ row }) => row);
// A row of which a part could not be tried counts as not run, though the rest of it may have been seen right.
const notRun = rows.filter(({ row }) => !of(row, "failed") && (of(row, "not run") || !of(row, "passed")));
const passed = rows.length - failed.length - notRun.length;
say("");
say(JSON.stringify({ suite: "attacks", rows: rows.length, passed, failed, notRun: notRun.map(({ row }) => row) }));
// Whatever an attack left open must not keep the run from ending.
process.exit(failed.length === 0 ? 0 : 1);
