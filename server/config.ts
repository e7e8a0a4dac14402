import { resolve } from "node:path";

/** What an operator may set; the table in README.md lists the same. */
export type Config = {
  /** Absent: every interface, IPv4 and IPv6. */
  readonly host: string | undefined;
  readonly port: number;
  readonly dataFolder: string;
  /** The address people and screens use, when it is not the one the request names, e.g. behind a proxy. */
  readonly publicUrl: string | undefined;
  /** Origins of player shells that another host serves (`npm run build:player`); their screens may speak to this server. */
  readonly playerOrigins?: readonly string[];
  /** Screens spread their fetches over this many milliseconds after a publication, and reconnects over the second. */
  readonly jitterMs: number;
  readonly reconnectWindowMs: number;
  readonly reportEveryMs: number;
  /** Set for one start: go on although the record lost entries; the number is that of the last one that was committed. */
  readonly acceptLoss?: number | undefined;
};

/** A setting that cannot be used; its message is the one line an operator reads. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/** Reads the environment. @throws ConfigError naming the variable */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  return {
    host: env["HOST"],
    port: whole("PORT", env["PORT"] ?? "8080", 0, 65_535),
    dataFolder: resolve(env["DATA_DIR"] ?? "data"),
    publicUrl: url("PUBLIC_URL", env["PUBLIC_URL"]),
    playerOrigins: (env["PLAYER_ORIGINS"] ?? "").split(/[\s,]+/).flatMap((text) => url("PLAYER_ORIGINS", text) ?? []),
    jitterMs: whole("JITTER_MS", env["JITTER_MS"] ?? "0", 0, 600_000),
    reconnectWindowMs: whole("RECONNECT_WINDOW_MS", env["RECONNECT_WINDOW_MS"] ?? "5000", 100, 600_000),
    reportEveryMs: whole("REPORT_EVERY_MS", env["REPORT_EVERY_MS"] ?? "20000", 1000, 600_000),
    acceptLoss: env["ACCEPT_LOSS"] === undefined ? undefined : whole("ACCEPT_LOSS", env["ACCEPT_LOSS"], 1, 999_999_999),
  };
}

function whole(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (!/^\d{1,9}$/.test(text) || value < least || value > most) {
    throw new ConfigError(`${name} must be a whole number from ${least} to ${most}, not "${text}".`);
  }
  return value;
}

function url(name: string, text: string | undefined): string | undefined {
  if (text === undefined || text === "") return undefined;
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new ConfigError(`${name} must be an http or https address, not "${text}".`);
  }
  return new URL(text).origin;
}
