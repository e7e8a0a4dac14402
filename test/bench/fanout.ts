/**
 * Server CPU for one announcement to one of N screens (`--n`, 1000): the whole server, through its real hello and its
 * rooms, against a raw `ws` server that writes the same bytes. Both are up all the time and take turns, on one core, with
 * their clients on another.
 */
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FromServer, ToClients, ToServer } from "./fanout-wire.ts";
import { processes } from "./processes.ts";
import { cpuOf, memoryOf, option, report, round, spreadOf } from "./measure.ts";

const screens = option("n", 1000);
const rounds = option("rounds", 9);
/** Some 50,000 deliveries a round and side. */
const announcements = option("announcements", Math.max(10, Math.round(50_000 / screens)));
const warmUp = 30;

const folder = mkdtempSync(join(tmpdir(), "bangtin-fanout-"));
const { start, stop } = processes();

/** One side: a server, its N clients, and what an announcement costs there. */
async function open(
  program: string,
  args: string[],
): Promise<{ announce(times: number): Promise<{ cpu: number; lastTold: number[] }>; kibPerScreen: number }> {
  const server = start(program, 0, args);
  const [{ url, lineUp }] = (await once(server, "message")) as [FromServer];
  const pid = server.pid ?? 0;
  const before = memoryOf(pid);
  const clients = start("fanout-clients.ts", 1, [String(screens)]);
  clients.send({ url } satisfies ToClients);
  await once(clients, "message");
  const kibPerScreen = (memoryOf(pid) - before) / screens;
  let version = 100_000;
  return {
    kibPerScreen,
    async announce(times) {
      const lastTold: number[] = [];
      const from = cpuOf(pid);
      for (let i = 0; i < times; i++) {
        const etag = `"${String(++version).padStart(32, "0")}"`;
        const began = performance.now();
        const told = once(clients, "message");
        server.send({ lineUp, version, etag, jitterMs: 30_000 } satisfies ToServer);
        await told;
        lastTold.push(performance.now() - began);
      }
      return { cpu: (cpuOf(pid) - from) / 1000 / times / screens, lastTold };
    },
  };
}

try {
  const ours = await open("fanout-server.ts", [folder, String(screens)]);
  const raw = await open("fanout-raw.ts", []);
  for (const side of [ours, raw]) await side.announce(warmUp);

  const ratios: number[] = [];
  const costs: Record<"ours" | "raw", number[]> = { ours: [], raw: [] };
  const lasts: Record<"ours" | "raw", number[]> = { ours: [], raw: [] };
  for (let i = 0; i < rounds; i++) {
    const turns = i % 2 === 0 ? (["ours", "raw"] as const) : (["raw", "ours"] as const);
    for (const name of turns) {
      const { cpu, lastTold } = await { ours, raw }[name].announce(announcements);
      costs[name].push(cpu);
      lasts[name].push(...lastTold);
    }
    ratios.push((costs.ours.at(-1) ?? 0) / (costs.raw.at(-1) ?? 0));
  }
  const { median, quartiles } = spreadOf(ratios);
  report({
    bench: "fanout",
    ratio: median,
    budget: 1.15,
    quartiles,
    n: screens,
    rounds,
    announcements,
    microseconds: spreadOf(costs.ours).median,
    microsecondsRaw: spreadOf(costs.raw).median,
    lastToldMs: spreadOf(lasts.ours).median,
    lastToldMsRaw: spreadOf(lasts.raw).median,
    kibPerScreen: round(ours.kibPerScreen, 3),
    kibPerScreenRaw: round(raw.kibPerScreen, 3),
  });
} finally {
  stop();
  rmSync(folder, { recursive: true, force: true });
}
