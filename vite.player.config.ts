import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { defineConfig, type Plugin } from "vite";
import { playerPagePolicy } from "./content/wire/page-policy.ts";

const { version } = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8")) as { version: string };

/** Writes into the service worker which files make this build, with their hashes: as they lie on the disk. */
function precache(): Plugin {
  return {
    name: "bangtin-precache",
    apply: "build",
    writeBundle: {
      order: "post",
      sequential: true,
      handler({ dir: outDir }) {
        if (outDir === undefined) throw new Error("the build names no folder");
        const worker = join(outDir, "sw.js");
        const files = readdirSync(outDir, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name))
          .filter((path) => path !== worker && !/\.(map|txt)$/.test(path))
          .sort();
        const list = files.map((path) => [
          relative(outDir, path).split(sep).join("/"),
          `sha256-${createHash("sha256").update(readFileSync(path)).digest("base64")}`,
        ]);
        const source = readFileSync(worker, "utf8");
        const build = createHash("sha256").update(JSON.stringify(list)).update(source).digest("hex").slice(0, 16);
        for (const name of ["__PRECACHE__", "__VERSION__"]) {
          if (!source.includes(name)) this.error(`sw.js does not name ${name}`);
        }
        writeFileSync(
          worker,
          `const __VERSION__=${JSON.stringify(build)},__PRECACHE__=${JSON.stringify(list)};\n${source}`,
        );
      },
    },
  };
}

/** The policy stands in the page, so that it holds whichever host serves it; this server's headers say more. */
function policy(): Plugin {
  return {
    name: "bangtin-policy",
    apply: "build",
    transformIndexHtml: () => [
      {
        tag: "meta",
        attrs: { "http-equiv": "Content-Security-Policy", content: playerPagePolicy },
        injectTo: "head-prepend",
      },
    ],
  };
}

/** The licences of what is bundled go with the bundle: `/player/NOTICE.txt`, for the desk's pages too. */
function notice(): Plugin {
  return {
    name: "bangtin-notice",
    apply: "build",
    generateBundle() {
      const source = readFileSync(new URL("NOTICE", import.meta.url));
      this.emitFile({ type: "asset", fileName: "NOTICE.txt", source });
    },
  };
}

/**
 * Leaves out what the player never runs: Vite's preloading of style sheets for lazy chunks (there are none), and the
 * transports of engine.io that are not WebSocket.
 */
function leaner(): Plugin {
  const unused = /engine\.io-client\/build\/esm\/transports\/(polling-xhr|polling-fetch|polling|webtransport)\.js$/;
  return {
    name: "bangtin-leaner",
    apply: "build",
    enforce: "pre",
    // Indentation means nothing to TypeScript, HTML or CSS, but inside templates it would be shipped.
    transform: {
      order: "pre",
      filter: { id: /\/player\/.*\.ts$/ },
      handler: (code) => ({ code: code.replaceAll(/\n[ \t]+/g, "\n"), map: null }),
    },
    // The curves come only where a device has no WebCrypto (player/verify.ts). What they alone need of the hashes comes
    // with them, as a copy: a module is in one chunk, and the whole of it would be in the first.
    resolveId: {
      order: "pre",
      async handler(source, importer, options) {
        if (importer === undefined || !/@noble\/(curves\/|hashes\/.*\?curves$)/.test(importer)) return null;
        const found = await this.resolve(source, importer.replace("?curves", ""), { ...options, skipSelf: true });
        return found && /@noble\/hashes\//.test(found.id) ? { ...found, id: `${found.id}?curves` } : found;
      },
    },
    load: {
      order: "pre",
      handler(id) {
        if (id === "\0vite/preload-helper.js") return "export const __vitePreload = (load) => load();";
        if (unused.test(id))
          return "export class XHR {}\nexport class WT {}\nexport class Fetch {}\nexport class Polling {}";
        return undefined;
      },
    },
  };
}

/** The player is built by itself: its target is older than the desk's, and its weight is a budget (design §6). */
export default defineConfig({
  root: "player",
  base: "/player/",
  define: {
    "import.meta.env.VITE_PLAYER_VERSION": JSON.stringify(version),
    // How long a new version has to show that it works before the one before it comes back (player/worker/sw.ts).
    __PROBATION_MS__: 60_000,
    // Served by the server itself; `npm run build:player` builds a root in (player/address.ts).
    __BAKED__: "undefined",
  },
  plugins: [leaner(), policy(), notice(), precache()],
  build: {
    outDir: "../dist/player",
    emptyOutDir: true,
    target: "chrome79",
    cssTarget: "chrome79",
    modulePreload: false,
    rolldownOptions: {
      // Assignments are smaller, and the same: no class here has a field that shadows an accessor.
      transform: { assumptions: { setPublicClassFields: true } },
      input: { index: "player/index.html", sw: "player/worker/sw.ts" },
      output: {
        // What the page needs at once is one file: it compresses better than many.
        codeSplitting: { groups: [{ name: "player", tags: ["$initial"], test: /^(?!.*\/worker\/)/ }] },
        entryFileNames: ({ name }) => (name === "sw" ? "sw.js" : "assets/[name]-[hash].js"),
      },
    },
  },
});
