import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { betterAuth } from "better-auth";
import { getMigrations } from "better-auth/db/migration";
import { admin } from "better-auth/plugins/admin";
import { createAccessControl } from "better-auth/plugins/access";
import { Role } from "../../content/wire/roles.ts";
import type { UserView } from "../../content/wire/views.ts";
import type { z } from "zod";
import type { Db } from "../db/connect.ts";

export type User = z.infer<typeof UserView>;

/** Somebody signed in, and by which session: it may end while a socket that it opened is still there. */
export type Session = { readonly id: string; readonly user: User };

/** Who is asking. Sign-in, sessions, password hashing and its rate limits are better-auth's. */
export type Auth = {
  /** Answers a request below /api/auth/. */
  handle(request: Request): Promise<Response>;
  readonly userOf: (headers: Headers) => Promise<User | undefined>;
  readonly sessionOf: (headers: Headers) => Promise<Session | undefined>;
  /** In the transaction `within`, where there is one. @throws EmailTaken */
  addUser(person: { name: string; email: string; password: string; role: User["role"] }, within?: Db): Promise<User>;
};

/** The address is somebody's already. */
export class EmailTaken extends Error {
  override readonly name = "EmailTaken";
}

/** Set by the server from the socket's address before better-auth sees a request; whatever a client sends is overwritten. */
export const clientAddressHeader = "x-bangtin-client";

/** better-auth's own words for it. */
const wrongPassword = { message: "Invalid email or password", code: "INVALID_EMAIL_OR_PASSWORD" };

const statements = createAccessControl({ desk: ["use"] });
const deskUser = statements.newRole({ desk: ["use"] });

/** Makes better-auth's tables when they are missing. */
export async function createAuth(options: {
  db: Db;
  secret: string;
  origin: string;
  secure: boolean;
  signInsPerMinute: number;
}): Promise<Auth> {
  const { db, origin } = options;
  const config = {
    appName: "Bảng Tin",
    baseURL: origin,
    basePath: "/api/auth",
    secret: options.secret,
    database: { db, type: "sqlite" as const },
    telemetry: { enabled: false },
    trustedOrigins: (request?: Request) => [origin, ...ownOrigins(request)],
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 128 },
    session: { expiresIn: 12 * 3600, updateAge: 3600 },
    rateLimit: {
      enabled: true,
      window: 60,
      max: 300,
      customRules: { "/sign-in/email": { window: 60, max: options.signInsPerMinute }, "/get-session": false as const },
    },
    advanced: {
      useSecureCookies: options.secure,
      ipAddress: { ipAddressHeaders: [clientAddressHeader] },
      cookiePrefix: "bangtin",
    },
    plugins: [
      admin({
        ac: statements,
        roles: { comms: deskUser, approver: deskUser, admin: deskUser },
        defaultRole: "comms",
        adminRoles: ["admin"],
      }),
    ],
    logger: { level: "error" as const },
  };
  const auth = betterAuth(config);
  const { runMigrations } = await getMigrations(config);
  await runMigrations();

  async function sessionOf(headers: Headers): Promise<Session | undefined> {
    const found = await auth.api.getSession({ headers });
    const user = found ? userView(found.user) : undefined;
    return found && user ? { id: found.session.id, user } : undefined;
  }

  return {
    async handle(request) {
      const response = await auth.handler(request);
      if (response.status !== 403 || !new URL(request.url).pathname.endsWith("/sign-in/email")) return response;
      const { code } = (await response.clone().json()) as { code?: string };
      // A disabled person is answered like a wrong password: nobody learns who is known here.
      return code === "BANNED_USER" ? Response.json(wrongPassword, { status: 401 }) : response;
    },
    sessionOf,
    userOf: async (headers) => (await sessionOf(headers))?.user,
    async addUser({ name, email, password, role }, within) {
      // better-auth binds to a connection when it is made; one made for this transaction writes in it.
      const writer = within ? betterAuth({ ...config, database: { ...config.database, db: within } }) : auth;
      const context = await writer.$context;
      if (await context.internalAdapter.findUserByEmail(email.toLowerCase())) throw new EmailTaken(email);
      const { user } = await writer.api.createUser({ body: { name, email, password, role } });
      const view = userView(user);
      if (!view) throw new Error(`better-auth made a user without the role ${role}.`);
      return view;
    },
  };
}

type StoredUser = {
  id: string;
  name: string;
  email: string;
  role?: string | null | undefined;
  createdAt: Date;
  banned?: boolean | null | undefined;
};

function userView(user: StoredUser): User | undefined {
  const role = Role.safeParse(user.role);
  if (!role.success || user.banned === true) return undefined;
  return { id: user.id, name: user.name, email: user.email, role: role.data, createdAt: user.createdAt.getTime() };
}

/** The origin of the host that the request names: a page of this server may sign in under whichever name it was reached. */
function ownOrigins(request: Request | undefined): string[] {
  const host = request?.headers.get("host");
  return host ? [`http://${host}`, `https://${host}`] : [];
}

/** The secret that signs session cookies, made once and kept in the data folder. */
export function loadSecret(dataFolder: string): string {
  const file = join(dataFolder, "session-secret");
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString("hex"), { mode: 0o600, flag: "wx" });
  chmodSync(file, 0o600);
  return readFileSync(file, "utf8").trim();
}
