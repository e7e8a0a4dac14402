import * as z from "zod";
import { api, type Operation } from "../content/wire/api.ts";
import { problems } from "../content/wire/problem.ts";

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document, made of the table that the server serves from: it cannot say anything else. */
export function apiDocument(): Json {
  const paths: Record<string, Json> = {};
  for (const [name, operation] of Object.entries(api) as [string, Operation][]) {
    const path = (paths[operation.path] ??= {});
    path[operation.method.toLowerCase()] = describe(name, operation);
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Bảng Tin",
      version: "0.1.0",
      description:
        "Messages, approvals, playlists, campaigns, venues and screens. Times are epoch milliseconds unless they are calendar dates.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
    paths,
    components: {
      securitySchemes: {
        session: {
          type: "apiKey",
          in: "cookie",
          name: "bangtin.session_token",
          description: "POST /api/auth/sign-in/email with email and password",
        },
        screen: { type: "http", scheme: "bearer", description: "The device token that pairing gave" },
      },
      schemas: {
        Problem: {
          type: "object",
          description: "RFC 9457 problem details",
          required: ["type", "title", "status", "code"],
          properties: {
            type: { type: "string" },
            title: { type: "string" },
            status: { type: "integer" },
            code: { type: "string", enum: Object.keys(problems) },
            detail: { type: "string" },
          },
        },
      },
    },
  };
}

function describe(name: string, operation: Operation): Json {
  const parameters = [
    ...[...operation.path.matchAll(/\{(\w+)\}/g)].map(([, key]) => ({
      name: key,
      in: "path",
      required: true,
      schema: { type: "string" },
    })),
    ...queryParameters(operation),
  ];
  const body = operation.bodyType ?? (operation.body ? "application/json" : undefined);
  return {
    operationId: name,
    summary: operation.summary,
    description: whoMay(operation),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body
      ? {
          requestBody: {
            required: true,
            content: {
              [body]: {
                schema: operation.body ? schemaOf(operation.body, "input") : { type: "string", format: "binary" },
              },
            },
          },
        }
      : {}),
    responses: {
      200: {
        description: "Done",
        content: {
          [operation.replyType ?? "application/json"]: {
            schema: operation.reply ? schemaOf(operation.reply, "output") : { type: "string", format: "binary" },
          },
        },
      },
      default: {
        description: "Refused",
        content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
      },
    },
    security: securityOf(operation),
  };
}

function securityOf({ who, known }: Operation): Json[] {
  if (known) return [{ session: [] }, { screen: [] }];
  if (who === "anyone") return [];
  return [who === "screen" ? { screen: [] } : { session: [] }];
}

export function whoMay({ who, known }: Operation): string {
  if (known) return "A screen, by its device token, or anybody signed in.";
  if (who === "anyone") return "Anyone.";
  if (who === "screen") return "A screen, by its device token.";
  return `Signed in as ${who.join(", ")}.`;
}

function queryParameters({ query }: Operation): Json[] {
  if (!query) return [];
  const schema = schemaOf(query, "input") as { properties?: Record<string, Json>; required?: string[] };
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    in: "query",
    required: schema.required?.includes(name) ?? false,
    schema: property,
  }));
}

/** JSON Schema of what is sent or answered. */
export function schemaOf(schema: NonNullable<Operation["body"]>, io: "input" | "output"): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    io,
    target: "draft-2020-12",
    unrepresentable: "any",
  }) as Json;
  return json;
}
