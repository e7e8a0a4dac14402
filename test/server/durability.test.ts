import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { approvedText, campaignDraft } from "../support/assign.ts";
import { type ChildServer, startChild } from "../support/child-server.ts";
import { pinnedKey, readManifest } from "../support/read-manifest.ts";
import { createWorld, type World } from "../support/world.ts";

/** Longer by `KILL_ROUNDS=100`; each round is one start, one crash. */
const rounds = Number(process.env["KILL_ROUNDS"] ?? 8);
const day = 24 * 3_600_000;
const dateAt = (instant: number): string => new Date(instant).toISOString().slice(0, 10);
const now = Date.now();

let world: World;
beforeAll(async () => {
  world = await createWorld({ now });
});
afterAll(() => world.end());

/** Does things one after the other, and counts, until the server is gone. Anything but a broken connection is a failure. */
async function untilGone(step: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      await step();
    } catch (error) {
      // Undici's word for a connection that broke or was refused.
      if (error instanceof TypeError) return;
      throw error;
    }
  }
}

test(
  "a server killed again and again loses nothing that it acknowledged, and doubles nothing",
  { timeout: 300_000 },
  async () => {
    const screen = await world.pair("airport");
    const key = await pinnedKey(screen.client);
    const message = await approvedText(world, "Còn nguyên sau khi mất điện");
    const period = { from: dateAt(now - 2 * day), to: dateAt(now + 20 * day) };
    const playlist = await world.comms.call("addPlaylist", { body: { name: "P", items: [{ message, seconds: 10 }] } });
    await world.comms.call("addCampaign", { body: campaignDraft(playlist.id, ["airport"], period) });
    await world.server.stop();

    const edits = { acknowledged: 1, tried: 1 };
    const secondsOf = (version: number): number => 10 + ((version - 1) % 500);
    const campaigns = { acknowledged: new Map<string, string>(), tried: 0 };
    const proofs = { acknowledged: new Set<number>(), tried: 0 };
    const boot = "00000000000000aa";

    async function verify(): Promise<void> {
      const file = new DatabaseSync(join(world.folder, "bangtin.db"), { readOnly: true });
      try {
        expect(file.prepare("PRAGMA integrity_check").get()).toEqual({ integrity_check: "ok" });
        expect(file.prepare("PRAGMA foreign_key_check").all()).toEqual([]);
        const rows = file.prepare("SELECT seq FROM play WHERE screen = ? AND boot = ?").all(screen.id, boot);
        const seqs = rows.map((row) => Number(row["seq"]));
        const stored = new Set(seqs);
        expect(stored.size).toBe(seqs.length);
        expect([...proofs.acknowledged].filter((seq) => !stored.has(seq))).toEqual([]);
        expect(seqs.filter((seq) => seq >= proofs.tried)).toEqual([]);
        // All of a batch or nothing of it.
        expect(seqs.length % 5).toBe(0);
        const recorded = file.prepare("SELECT count(*) AS n FROM audit WHERE action = ?");
        const current = await world.comms.call("playlists");
        const kept = current.find(({ id }) => id === playlist.id);
        if (!kept) throw new Error("the playlist is gone");
        expect(kept.version).toBeGreaterThanOrEqual(edits.acknowledged);
        expect(kept.version).toBeLessThanOrEqual(edits.tried);
        expect(kept.items).toEqual([{ message, seconds: secondsOf(kept.version) }]);
        expect(recorded.get("playlist.edit")).toEqual({ n: kept.version - 1 });
        edits.acknowledged = kept.version;
        edits.tried = kept.version;

        const all = await world.comms.call("campaigns");
        const names = all.map((campaign) => campaign.name);
        expect(new Set(names).size).toBe(names.length);
        for (const [id, name] of campaigns.acknowledged) expect(all.find((one) => one.id === id)?.name).toBe(name);
        expect(recorded.get("campaign.add")).toEqual({ n: all.length });

        // The manifest is of exactly this content: neither older nor torn.
        const { manifest } = await readManifest(screen.client, key);
        const spots = Object.values(manifest.programme.loops)
          .flat()
          .filter((spot) => spot.form === "panel");
        expect(spots.length).toBeGreaterThan(0);
        expect(new Set(spots.map((spot) => spot.ms))).toEqual(new Set([secondsOf(kept.version) * 1000]));
        expect(Object.keys(manifest.programme.campaigns).sort()).toEqual(all.map((campaign) => campaign.id).sort());
        expect(manifest.version).toBeGreaterThanOrEqual(lastVersion);
        lastVersion = manifest.version;
      } finally {
        file.close();
      }
    }

    let lastVersion = 0;
    const port = Number(new URL(world.url).port);
    for (let round = 0; round <= rounds; round++) {
      const child: ChildServer = await startChild({ port, dataFolder: world.folder });
      try {
        await verify();
        if (round === rounds) break;
        let answers = 0;
        let killed: Promise<void> | undefined;
        // Killed on an answer to one writer, while the requests of the others are under way; later each round.
        const answered = (): void => {
          answers++;
          if (answers >= 4 + round * 3) killed ??= child.kill();
        };
        await Promise.all([
          untilGone(async () => {
            const next = edits.acknowledged + 1;
            edits.tried = next;
            await world.comms.call("editPlaylist", {
              params: { id: playlist.id },
              body: {
                version: edits.acknowledged,
                playlist: { name: "P", items: [{ message, seconds: secondsOf(next) }] },
              },
            });
            edits.acknowledged = next;
            answered();
          }),
          untilGone(async () => {
            if (campaigns.tried >= 3 * (round + 1)) {
              await world.comms.call("session");
              return;
            }
            const name = `Đợt ${++campaigns.tried}`;
            const made = await world.comms.call("addCampaign", {
              body: campaignDraft(playlist.id, ["airport"], { ...period, name }),
            });
            campaigns.acknowledged.set(made.id, name);
            answered();
          }),
          untilGone(async () => {
            const first = proofs.tried;
            proofs.tried += 5;
            const plays = Array.from({ length: 5 }, (_, n) => ({
              seq: first + n,
              message: "ab".repeat(32),
              campaign: "dot",
              lane: "stage" as const,
              from: now,
              until: now + 1,
              whole: true,
              version: 1,
            }));
            const { stored } = await screen.client.call("addPlays", { body: { boot, plays } });
            for (const seq of stored) proofs.acknowledged.add(seq);
            answered();
          }),
        ]);
        await killed;
      } finally {
        await child.kill();
      }
    }
    expect(edits.acknowledged).toBeGreaterThan(rounds);
    expect(campaigns.acknowledged.size).toBeGreaterThan(rounds);
    expect(proofs.acknowledged.size).toBeGreaterThan(rounds);
  },
);
