import { randomUUID } from "node:crypto";
import type { Hono } from "hono";
import { compile } from "../../content/playout/compile.ts";
import type { Canvas } from "../../content/network/canvas.ts";
import { explain } from "../../content/playout/explain.ts";
import { onAir } from "../../content/playout/on-air.ts";
import type { Programme } from "../../content/playout/programme.ts";
import { Problem } from "../../content/wire/problem.ts";
import type { PlayView, ScreenMoment, ScreenView } from "../../content/wire/views.ts";
import type { z } from "zod";
import { change } from "../change.ts";
import { screensAuthorityAt } from "../trust/coverage.ts";
import { listAudit } from "../db/audit.ts";
import type { Db } from "../db/connect.ts";
import { findInRegister } from "../db/directory.ts";
import { campaignsAtVenues } from "../db/line-ups.ts";
import { messageTitles, titlesByDigest } from "../db/messages.ts";
import { deletePairing, pairingByCode } from "../db/pairing.ts";
import { peopleById } from "../db/people.ts";
import { listPlays } from "../db/plays.ts";
import { deleteScreen, findScreen, insertScreen, newScreen, screenByTokenHash, updateScreen } from "../db/screens.ts";
import type { ScreenRow } from "../db/tables.ts";
import type { Deps } from "../deps.ts";
import { gatherInput, siteOf } from "../gather.ts";
import type { Limits } from "../limits.ts";
import { placeAt, placeOf, sameGround } from "../trust/place.ts";

import { createRuling } from "../trust/ruling.ts";
import { lanesOf, publishedManifest, screenViews, withOrders } from "../screen-state.ts";
import { serve } from "../serve.ts";

type View = z.infer<typeof ScreenView>;
type Moment = z.infer<typeof ScreenMoment>;

/** Screens at the desk: pairing them, and what is on that board right now, and why. */
export function screenRoutes(app: Hono, deps: Deps, limits: Limits): void {
  serve(app, deps, "screens", async () => screenViews(deps));
  serve(app, deps, "screen", async ({ param }) => view(deps, param("id")));

  serve(app, deps, "pairScreen", async ({ asker, body }) => {
    await limits.codes(asker.id);
    const id = await change(deps, asker.id, async ({ db, now, audit, touched, tell }) => {
      const pairing = await pairingByCode(db, body.code);
      if (!pairing) throw new Problem("pairing/unknown-code");
      if (await screenByTokenHash(db, pairing.token_hash)) throw new Problem("pairing/already-paired");
      if (pairing.expires_at <= now) throw new Problem("pairing/code-expired");
      const place = await placeAt(db, body.venue);
      const screen = newScreen({
        id: randomUUID(),
        name: body.name,
        venue: body.venue,
        canvas: JSON.stringify(body.canvas),
        token_hash: pairing.token_hash,
        paired_at: now,
        place: JSON.stringify(place),
        public_key: pairing.public_key,
      });
      await insertScreen(db, screen);
      await deletePairing(db, pairing.token_hash);
      touched.venues.add(body.venue);
      await audit("screen.pair", `screen:${screen.id}`, { name: body.name, venue: body.venue, canvas: body.canvas.id });
      tell("screens", screen.id);
      return screen.id;
    });
    return view(deps, id);
  });

  serve(app, deps, "editScreen", async ({ asker, body, param }) => {
    const id = param("id");
    await change(deps, asker.id, async ({ db, audit, touched, tell }) => {
      const screen = await found(db, id);
      const place = await placeAt(db, body.venue);
      // The screen itself pinned where it stands; elsewhere, it is paired again (attacks.md case 12).
      if (body.venue !== screen.venue && !sameGround(place, placeOf(screen))) {
        throw new Problem("screen/other-place", { detail: `${placeOf(screen).kind} → ${place.kind}` });
      }
      // So is the shape of its canvas: a crawler's clear ground on a board would be a white wall.
      const { shape } = JSON.parse(screen.canvas) as Canvas;
      if (body.canvas.shape !== shape) {
        throw new Problem("screen/other-shape", { detail: `${shape} → ${body.canvas.shape}` });
      }
      await updateScreen(db, id, { name: body.name, venue: body.venue, canvas: JSON.stringify(body.canvas) });
      touched.venues.add(body.venue);
      await audit("screen.edit", `screen:${id}`, { name: body.name, venue: body.venue, canvas: body.canvas.id });
      tell("screens", id);
    });
    return view(deps, id);
  });

  serve(app, deps, "removeScreen", async ({ asker, param }) => {
    const id = param("id");
    await change(deps, asker.id, async ({ db, audit, tell }) => {
      const screen = await found(db, id);
      await deleteScreen(db, id);
      await audit("screen.remove", `screen:${id}`, { name: screen.name });
      tell("screens", id);
    });
    deps.push.unpair(id);
    return {};
  });

  serve(app, deps, "screenMoment", async ({ param, query }) =>
    moment(deps, param("id"), query.at === undefined ? deps.clock() : Number(query.at)),
  );

  serve(app, deps, "screenPlays", async ({ param }) => {
    const rows = await listPlays(deps.db, (await found(deps.db, param("id"))).id, 200);
    const titles = await titlesByDigest(deps.db, [...new Set(rows.map((row) => row.message))]);
    return rows.map((row) => ({
      title: titles.get(row.message)?.title ?? "",
      message: row.message,
      lane: row.lane as z.infer<typeof PlayView>["lane"],
      from: row.from_at,
      until: row.until_at,
      whole: row.whole === 1,
    }));
  });

  serve(app, deps, "audit", async () => listAudit(deps.db, await peopleById(deps.db), { limit: 1000 }));
}

async function found(db: Db, id: string): Promise<ScreenRow> {
  const screen = await findScreen(db, id);
  if (!screen) throw new Problem("screen/not-found");
  return screen;
}

async function view(deps: Deps, id: string): Promise<View> {
  const [screen] = await screenViews(deps, id);
  if (!screen) throw new Problem("screen/not-found");
  return screen;
}

/** What is on at an instant by the published programme, and why; the reasons come from what the programme was compiled of. */
async function moment(deps: Deps, id: string, at: number): Promise<Moment> {
  const { db } = deps;
  const screen = await found(db, id);
  const venue = await findInRegister(db, "venue", screen.venue);
  const manifest = screen.line_up === null ? undefined : await publishedManifest(db, screen.line_up);
  if (!venue || !manifest) return { at, loop: [], explanations: [] };
  const here = (await campaignsAtVenues(db, [venue.id], "any")).get(venue.id) ?? [];
  const input = await gatherInput(db, siteOf(screen, venue), here, at);
  const published = manifest.programme;
  // Yesterday, and beyond the horizon, are what today's campaigns make of them.
  const programme = at >= published.from && at < published.until ? published : compile(input, at).programme;
  const authority = await screensAuthorityAt(db, at, deps.clock());
  const { orders, uncovered } = await createRuling(authority)(manifest, placeOf(screen), at);
  const answer = onAir(programme, orders, at);
  const titles = withOrders(await titlesByDigest(db, shownDigests(programme)), authority);
  const wanted = [
    ...new Set([...input.playlists.values()].flatMap((playlist) => playlist.items.map((item) => item.message))),
  ];
  const names = await messageTitles(db, wanted);
  const explanations = wanted.map((message) => {
    const explained = explain(input, programme, orders, at, message, undefined, uncovered);
    return {
      message: { id: message, title: names.get(message) ?? message },
      ...explained,
      conditions: [...explained.conditions],
    };
  });
  return { at, ...lanesOf(programme, answer, titles), ...loopAt(programme, answer, titles), explanations };
}

function shownDigests(programme: Programme): string[] {
  return [...new Set(Object.values(programme.loops).flatMap((loop) => loop.map((spot) => spot.message)))];
}

/** The loop that repeats, and where in it the spot that is on stands. */
function loopAt(
  programme: Programme,
  answer: ReturnType<typeof onAir>,
  titles: ReadonlyMap<string, { title: string }>,
): Pick<Moment, "loop" | "position"> {
  const [name, lane] =
    answer.stage.kind === "spot" ? (["stage", answer.stage] as const) : (["ticker", answer.ticker] as const);
  if (lane.kind !== "spot") return { loop: [] };
  const spots = programme.loops[lane.loop] ?? [];
  const slot = programme.lanes[name].find(({ from, until }) => from <= lane.from && lane.from < until);
  const length = spots.reduce((sum, spot) => sum + spot.ms, 0);
  let into = slot ? (lane.from - slot.from + (slot.offset ?? 0)) % length : 0;
  const position = spots.findIndex((spot) => (into -= spot.ms) < 0);
  return {
    loop: spots.map((spot) => ({
      title: titles.get(spot.message)?.title ?? "",
      digest: spot.message,
      ms: spot.ms,
      campaign: programme.campaigns[spot.campaign]?.name ?? spot.campaign,
    })),
    ...(position >= 0 ? { position } : {}),
  };
}
