import { randomUUID } from "node:crypto";
import type { Hono } from "hono";
import type { PlaylistDraft } from "../../content/wire/api.ts";
import { Problem } from "../../content/wire/problem.ts";
import type { PlaylistView } from "../../content/wire/views.ts";
import type { z } from "zod";
import { change } from "../change.ts";
import {
  deletePlaylist,
  findPlaylist,
  insertPlaylist,
  listCampaigns,
  listPlaylists,
  updatePlaylist,
} from "../db/campaigns.ts";
import type { Db } from "../db/connect.ts";
import { findMessage } from "../db/messages.ts";
import type { Deps } from "../deps.ts";
import { serve } from "../serve.ts";

type View = z.infer<typeof PlaylistView>;

export function playlistRoutes(app: Hono, deps: Deps): void {
  serve(app, deps, "playlists", async () => views(deps.db));

  serve(app, deps, "addPlaylist", async ({ asker, body }) =>
    change(deps, asker.id, async ({ db, now, audit, tell }) => {
      await checkItems(db, body);
      const playlist = { ...body, id: randomUUID() };
      await insertPlaylist(db, playlist, now);
      await audit("playlist.add", `playlist:${playlist.id}`, playlist);
      tell("playlists", playlist.id);
      return view(db, playlist.id);
    }),
  );

  serve(app, deps, "editPlaylist", async ({ asker, body, param }) =>
    change(deps, asker.id, async ({ db, now, audit, tell, touched }) => {
      const id = param("id");
      if (!(await findPlaylist(db, id))) throw new Problem("playlist/not-found");
      await checkItems(db, body.playlist);
      if (!(await updatePlaylist(db, { ...body.playlist, id }, body.version, now)))
        throw new Problem("playlist/changed-meanwhile");
      touched.playlists.add(id);
      await audit("playlist.edit", `playlist:${id}`, body.playlist);
      tell("playlists", id);
      return view(db, id);
    }),
  );

  serve(app, deps, "removePlaylist", async ({ asker, param }) =>
    change(deps, asker.id, async ({ db, audit, tell }) => {
      const id = param("id");
      const current = await view(db, id);
      if (current.campaigns.length > 0) {
        throw new Problem("playlist/in-use", { detail: current.campaigns.map((campaign) => campaign.name).join(", ") });
      }
      await deletePlaylist(db, id);
      await audit("playlist.remove", `playlist:${id}`, { name: current.name });
      tell("playlists", id);
      return {};
    }),
  );
}

async function checkItems(db: Db, playlist: PlaylistDraft): Promise<void> {
  for (const { message } of playlist.items) {
    if (!(await findMessage(db, message))) throw new Problem("playlist/unknown-message", { detail: message });
  }
}

async function views(db: Db): Promise<View[]> {
  const campaigns = await listCampaigns(db);
  return (await listPlaylists(db)).map(({ value, version, updatedAt }) => ({
    ...value,
    version,
    updatedAt,
    campaigns: campaigns
      .filter((campaign) => campaign.value.playlist === value.id)
      .map(({ value: { id, name } }) => ({ id, name })),
  }));
}

async function view(db: Db, id: string): Promise<View> {
  const found = (await views(db)).find((playlist) => playlist.id === id);
  if (!found) throw new Problem("playlist/not-found");
  return found;
}
