/**
 * The player's shell: every built file of one version, whole or not at all. It answers navigations and the player's own
 * files, and nothing else: what the server says and what it publishes is kept and verified by the page.
 *
 * A version stays on probation until a page of its own reports healthy. Until then the version before it is kept, and
 * comes back when the new one does not report: at its third start, or when the probation is over.
 */
declare const self: ServiceWorkerGlobalScope;

/** The build writes every file's path below the scope, with its integrity, in the place of this name. */
declare const __PRECACHE__: readonly (readonly [path: string, integrity: string])[];
declare const __VERSION__: string;
/** How long a version has to report healthy; a test's build shortens it. */
declare const __PROBATION_MS__: number;

type FromPage = { readonly type: "take-over" } | { readonly type: "healthy"; readonly script: string };

const prefix = "bangtin-player-";
const current = prefix + __VERSION__;
const scope = new URL("./", self.location.href);
const index = new URL("index.html", scope).href;
/** Inside each version's own cache: how often it was started, and that it was healthy. */
const startsMark = new URL("__starts", scope).href;
const healthyMark = new URL("__healthy", scope).href;
const stepMs = __PROBATION_MS__ / 30;
const mostStarts = 2;

self.addEventListener("install", (event) => {
  event.waitUntil(install());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(activate());
});

self.addEventListener("message", (event) => {
  const message = event.data as FromPage;
  if (message.type === "take-over") event.waitUntil(self.skipWaiting());
  if (message.type === "healthy") event.waitUntil(reportHealthy(message.script));
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== scope.origin || !url.pathname.startsWith(scope.pathname)) return;
  if (event.request.mode === "navigate") {
    event.respondWith(answerNavigation(event));
    return;
  }
  event.respondWith(answerAsset(event.request, url));
});

async function install(): Promise<void> {
  const cache = await caches.open(current);
  // `integrity` refuses a file of another version, met in the middle of a roll-out.
  await cache.addAll(
    __PRECACHE__.map(([path, integrity]) => new Request(new URL(path, scope), { cache: "reload", integrity })),
  );
}

async function activate(): Promise<void> {
  await dropAllBut([current, await previousVersion()]);
  await self.clients.claim();
}

/** Not while a newer version is on its way: its cache has no mark yet that would tell it from a leftover. */
async function dropAllBut(kept: readonly (string | undefined)[]): Promise<void> {
  if (self.registration.installing || self.registration.waiting) return;
  for (const name of await versions()) if (!kept.includes(name)) await caches.delete(name);
}

async function answerNavigation(event: FetchEvent): Promise<Response> {
  const previous = await previousVersion();
  const healthy = await has(current, healthyMark);
  if (previous && !healthy) {
    const starts = await countStart();
    if (starts > mostStarts) return (await indexOf(previous)) ?? fetch(event.request);
    const client = event.resultingClientId;
    event.waitUntil(comeBackUnlessHealthy(client));
  }
  return (await indexOf(current)) ?? (await indexOf(previous)) ?? fetch(event.request);
}

/** Hashed names never mean two things, so any version that has the file may answer. */
async function answerAsset(request: Request, url: URL): Promise<Response> {
  const asked = url.pathname === scope.pathname ? index : url.origin + url.pathname;
  return (await (await caches.open(current)).match(asked)) ?? (await caches.match(asked)) ?? fetch(request);
}

async function reportHealthy(script: string): Promise<void> {
  // A page of the version before must not speak for this one.
  if (!__PRECACHE__.some(([path]) => new URL(path, scope).href === script)) return;
  const cache = await caches.open(current);
  await cache.put(healthyMark, new Response("1"));
  await dropAllBut([current]);
}

async function comeBackUnlessHealthy(clientId: string): Promise<void> {
  // In steps: while this runs, no newer version can take over.
  for (let waited = 0; waited < __PROBATION_MS__; waited += stepMs) {
    await new Promise((resolve) => setTimeout(resolve, stepMs));
    if (await has(current, healthyMark)) return;
  }
  const cache = await caches.open(current);
  await cache.put(startsMark, new Response(String(mostStarts)));
  const client = await self.clients.get(clientId);
  if (client instanceof WindowClient) await client.navigate(client.url);
}

async function countStart(): Promise<number> {
  const cache = await caches.open(current);
  const mark = await cache.match(startsMark);
  const starts = Number((await mark?.text()) ?? 0) + 1;
  await cache.put(startsMark, new Response(String(starts)));
  return starts;
}

/** Oldest first. */
async function versions(): Promise<string[]> {
  return (await caches.keys()).filter((name) => name.startsWith(prefix));
}

/** The newest other version that was healthy: what to come back to. */
async function previousVersion(): Promise<string | undefined> {
  for (const name of (await versions()).reverse()) {
    if (name !== current && (await has(name, healthyMark))) return name;
  }
  return undefined;
}

async function indexOf(name: string | undefined): Promise<Response | undefined> {
  return name === undefined ? undefined : (await caches.open(name)).match(index);
}

async function has(name: string, mark: string): Promise<boolean> {
  return (await (await caches.open(name)).match(mark)) !== undefined;
}
