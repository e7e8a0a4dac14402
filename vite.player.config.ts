import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";

const outDir = fileURLToPath(new URL("dist/player", import.meta.url));
const { version } = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8")) as { version: string };

/** Writes into the service worker which files make this build, with their hashes: as they lie on the disk. */
function precache(): Plugin {
  return {
    name: "bangtin-precache",
    apply: "build",
    writeBundle: {
      order: "post",
      sequential: true,
      handler() {
        const worker = join(outDir, "sw.js");
        const files = readdirSync(outDir, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name))
          .filter((path) => path !== worker && !path.endsWith(".map"))
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

/** The player is built by itself: its target is older than the desk's, and its weight is a budget (design §6). */
export default defineConfig({
  root: "player",
  base: "/player/",
  define: { "import.meta.env.VITE_PLAYER_VERSION": JSON.stringify(version) },
  plugins: [precache()],
  build: {
    outDir: "../dist/player",
    emptyOutDir: true,
    target: "chrome79",
    cssTarget: "chrome79",
    modulePreload: false,
    rolldownOptions: {
      input: { index: "player/index.html", sw: "player/worker/sw.ts" },
      output: {
        entryFileNames: ({ name }) => (name === "sw" ? "sw.js" : "assets/[name]-[hash].js"),
      },
    },
  },
});
