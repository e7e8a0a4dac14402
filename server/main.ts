import { readConfig } from "./config.ts";
import { fail, untilSignal } from "./process.ts";
import { startServer } from "./start.ts";

try {
  const config = readConfig(process.env);
  const server = await startServer(config);
  console.log(`Bảng Tin: ${server.url}/admin/`);
  if (server.setupToken !== undefined) {
    console.log(`Make the first admin with this one-time link: ${server.url}/admin/setup#${server.setupToken}`);
  }
  await untilSignal();
  await server.stop();
} catch (error) {
  fail(error);
}
