import { expect, test } from "vitest";
import { ConfigError, readConfig } from "../../server/config.ts";

test("without settings it is port 8080 on every interface, and the folder ./data", () => {
  const config = readConfig({});
  expect(config).toMatchObject({ host: undefined, port: 8080, publicUrl: undefined });
  expect(config.dataFolder).toBe(`${process.cwd()}/data`);
});

test.each(["abc", "70000", "-1", "80.5", "", "0x50", "1e3", " 80", "NaN", "Infinity", "８０"])(
  "PORT=%j is refused by name",
  (port) => {
    const line = `PORT must be a whole number from 0 to 65535, not "${port}".`;
    expect(() => readConfig({ PORT: port })).toThrow(new ConfigError(line));
  },
);

test.each([
  ["REPORT_EVERY_MS", "0"],
  ["REPORT_EVERY_MS", "999"],
  ["RECONNECT_WINDOW_MS", "99"],
  ["JITTER_MS", "600001"],
  ["PUBLIC_URL", "ftp://bangtin.vn"],
  ["PUBLIC_URL", "bangtin.vn"],
  ["PUBLIC_URL", "javascript:alert(1)"],
])("%s=%s is refused by name", (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(ConfigError);
  expect(() => readConfig({ [name]: value })).toThrow(`${name} must be`);
});

test("a public address counts by its origin alone", () => {
  expect(readConfig({ PUBLIC_URL: "https://bangtin.vn/desk/?x#y" }).publicUrl).toBe("https://bangtin.vn");
  expect(readConfig({ PUBLIC_URL: "" }).publicUrl).toBeUndefined();
});
