import { defineConfig } from "vite";

/** The player is built by itself: its target is older than the desk's, and its weight is a budget (design §6). */
export default defineConfig({
  root: "player",
  base: "/player/",
  build: {
    outDir: "../dist/player",
    emptyOutDir: true,
    target: "chrome79",
    cssTarget: "chrome79",
    modulePreload: false,
    rolldownOptions: { input: { index: "player/index.html" } },
  },
});
