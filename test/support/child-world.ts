import { freePort, startChild, type ChildServer } from "./child-server.ts";
import { clientOf, signIn, type Client } from "./http-client.ts";
import { password } from "./world.ts";

/** The production server as a process of its own, set up through its own door, with three people. */
export type ChildWorld = {
  readonly url: string;
  readonly port: number;
  readonly folder: string;
  readonly nobody: Client;
  readonly comms: Client;
  readonly approver: Client;
  readonly admin: Client;
  server: ChildServer;
  /** Starts it again on the same folder and port. */
  restart(env?: Record<string, string>): Promise<void>;
};

export async function childWorld(folder: string, env: Record<string, string> = {}): Promise<ChildWorld> {
  const port = await freePort();
  const server = await startChild({ port, dataFolder: folder, env });
  const nobody = clientOf(server.url, {});
  const agency = { name: "Sở Thông tin và Truyền thông", short: "Sở TT&TT" };
  const settings = { agency, hotline: { label: "Đường dây nóng", number: "1900 9095" } };
  const first = { name: "Quản trị", email: "admin@bangtin.test", password, settings };
  await nobody.call("setup", { body: { token: server.setupToken ?? "", ...first } });
  const admin = await signIn(server.url, first.email, password);
  for (const role of ["comms", "approver"] as const) {
    await admin.call("addUser", { body: { name: role, email: `${role}@bangtin.test`, password, role } });
  }
  const world: ChildWorld = {
    url: server.url,
    port,
    folder,
    nobody,
    admin,
    comms: await signIn(server.url, "comms@bangtin.test", password),
    approver: await signIn(server.url, "approver@bangtin.test", password),
    server,
    async restart(more = env) {
      world.server = await startChild({ port, dataFolder: folder, env: more });
    },
  };
  return world;
}
