import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";

/** How a headless Chromium is started here: as root, with no word to the outside. */
export const chromiumArgs = [
  "--no-sandbox",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-quic",
  "--no-first-run",
] as const;

const known = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

function find(): string | undefined {
  const named = process.env["CHROMIUM"];
  if (named) return named;
  return known.find((path) => existsSync(path));
}

/**
 * The browser that tests drive. On Debian as root it is installed when there is none; elsewhere the error says what
 * to install. `CHROMIUM=/path` names another.
 */
export function chromiumPath(): string {
  const found = find();
  if (found) return found;
  if (existsSync("/etc/debian_version") && process.getuid?.() === 0) {
    const apt = (args: string[]): void => {
      execFileSync("apt-get", args, { stdio: "inherit", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } });
    };
    apt(["update", "-q"]);
    apt(["install", "-y", "-q", "--no-install-recommends", "chromium"]);
    const installed = find();
    if (installed) return installed;
  }
  throw new Error("No Chromium or Chrome found. Install one (Debian: apt-get install chromium) or set CHROMIUM=/path.");
}
