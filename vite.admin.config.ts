import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { kitUnderPolicy } from "./tools/kit-under-policy.ts";

export default defineConfig({
  root: "admin",
  base: "/admin/",
  resolve: {
    alias: {
      // The kit's usage statistics are switched on for development; the desk talks to nobody but its server.
      "@vaadin/vaadin-usage-statistics/vaadin-usage-statistics.js": fileURLToPath(
        new URL("admin/no-usage-statistics.ts", import.meta.url),
      ),
    },
  },
  plugins: [kitUnderPolicy()],
  build: {
    outDir: "../dist/admin",
    emptyOutDir: true,
    target: "es2022",
    rolldownOptions: { input: { index: "admin/index.html", wall: "admin/wall.html" } },
  },
});
