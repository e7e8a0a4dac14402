import { readConfig } from "./config.ts";
import { fail, untilSignal } from "./process.ts";
import { startServer } from "./start.ts";

// Heard from the first moment, so that a stop that comes while it starts is clean too.
const stopped = untilSignal();
try {
  const config = readConfig(process.env);
  const server = await startServer(config);
  const setup =
    server.setupToken === undefined
      ? []
      : [`Make the first admin with this one-time link: ${server.url}/admin/setup#${server.setupToken}`];
  console.log([...setup, `Bảng Tin: ${server.url}/admin/`].join("\n"));
  await stopped;
  await server.stop();
} catch (error) {
  fail(error);
}
