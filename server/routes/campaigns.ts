import { randomUUID } from "node:crypto";
import type { Hono } from "hono";
import type { Campaign } from "../../content/playout/campaign.ts";
import type { CampaignDraft } from "../../content/wire/api.ts";
import { Problem } from "../../content/wire/problem.ts";
import type { CampaignView } from "../../content/wire/views.ts";
import type { z } from "zod";
import { change, type Change } from "../change.ts";
import {
  findCampaign,
  findPlaylist,
  insertCampaign,
  listCampaigns,
  updateCampaign,
  type Versioned,
} from "../db/campaigns.ts";
import type { Db } from "../db/connect.ts";
import { venuesById } from "../db/directory.ts";
import type { Deps } from "../deps.ts";
import { reachOf } from "../reach.ts";
import { serve } from "../serve.ts";

type View = z.infer<typeof CampaignView>;

export function campaignRoutes(app: Hono, deps: Deps): void {
  serve(app, deps, "campaigns", async () => {
    const views: View[] = [];
    for (const campaign of await listCampaigns(deps.db)) views.push(await view(deps.db, campaign, deps.clock()));
    return views;
  });

  serve(app, deps, "checkCampaign", async ({ body }) => {
    await checkDraft(deps.db, body);
    return reachOf(deps.db, { ...body, id: "draft", status: "active" }, deps.clock());
  });

  serve(app, deps, "addCampaign", async ({ asker, body }) =>
    change(deps, asker.id, async (step) => {
      await checkDraft(step.db, body);
      await checkPlayable(step.db, body);
      const campaign: Campaign = { ...body, id: randomUUID(), status: "active" };
      await insertCampaign(step.db, campaign, step.now);
      return saved(step, "campaign.add", campaign, campaign.venues);
    }),
  );

  serve(app, deps, "editCampaign", async ({ asker, body, param }) =>
    change(deps, asker.id, async (step) => {
      const before = await found(step.db, param("id"));
      await checkDraft(step.db, body.campaign);
      await checkPlayable(step.db, body.campaign);
      const campaign: Campaign = { ...body.campaign, id: before.value.id, status: before.value.status };
      if (!(await updateCampaign(step.db, campaign, body.version, step.now)))
        throw new Problem("campaign/changed-meanwhile");
      return saved(step, "campaign.edit", campaign, [...before.value.venues, ...campaign.venues]);
    }),
  );

  for (const [name, status] of [
    ["stopCampaign", "stopped"],
    ["resumeCampaign", "active"],
  ] as const) {
    serve(app, deps, name, async ({ asker, param }) =>
      change(deps, asker.id, async (step) => {
        const before = await found(step.db, param("id"));
        const campaign: Campaign = { ...before.value, status };
        if (!(await updateCampaign(step.db, campaign, before.version, step.now)))
          throw new Problem("campaign/changed-meanwhile");
        return saved(step, `campaign.${status === "active" ? "resume" : "stop"}`, campaign, campaign.venues);
      }),
    );
  }
}

async function found(db: Db, id: string): Promise<Versioned<Campaign>> {
  const campaign = await findCampaign(db, id);
  if (!campaign) throw new Problem("campaign/not-found");
  return campaign;
}

async function checkDraft(db: Db, draft: CampaignDraft): Promise<void> {
  if (draft.to < draft.from) throw new Problem("campaign/ends-before-it-starts");
  if (!(await findPlaylist(db, draft.playlist))) throw new Problem("campaign/unknown-playlist");
  const venues = await venuesById(db, draft.venues);
  const unknown = draft.venues.filter((id) => !venues.has(id));
  if (unknown.length > 0) throw new Problem("campaign/unknown-venue", { detail: unknown.slice(0, 5).join(", ") });
}

/** A campaign on the air with nothing in its playlist would say that it plays, and show the safe card. */
async function checkPlayable(db: Db, draft: CampaignDraft): Promise<void> {
  if ((await findPlaylist(db, draft.playlist))?.value.items.length === 0) throw new Problem("campaign/empty-playlist");
}

async function saved(step: Change, action: string, campaign: Campaign, venues: readonly string[]): Promise<View> {
  step.touched.campaigns.add(campaign.id);
  for (const venue of venues) step.touched.venues.add(venue);
  await step.audit(action, `campaign:${campaign.id}`, { ...campaign, venues: campaign.venues.length });
  step.tell("campaigns", campaign.id);
  return view(step.db, await found(step.db, campaign.id), step.now);
}

async function view(db: Db, { value, version, updatedAt }: Versioned<Campaign>, now: number): Promise<View> {
  return { ...value, version, updatedAt, reach: await reachOf(db, value, now) };
}
