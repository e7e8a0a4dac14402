import type { Hono } from "hono";
import { html } from "hono/html";
import { api, type Operation } from "../../content/wire/api.ts";
import { apiDocument, schemaOf, whoMay } from "../api-document.ts";

/** The interface, for machines and for people. */
export function docsRoutes(app: Hono): void {
  const document = apiDocument();
  app.get("/api/openapi.json", (context) => context.json(document));
  app.get("/api/docs", (context) => context.html(page()));
  app.get("/api/docs.css", (context) => context.body(style, 200, { "content-type": "text/css; charset=utf-8" }));
}

function page(): ReturnType<typeof html> {
  const rows = Object.entries(api) as [string, Operation][];
  return html`<!doctype html>
    <html lang="en">
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width" />
      <title>Bảng Tin: HTTP interface</title>
      <link rel="stylesheet" href="/api/docs.css" />
      <h1>Bảng Tin: HTTP interface</h1>
      <p>
        Every operation, from the table that the server serves from. The whole document with schemas:
        <a href="/api/openapi.json">/api/openapi.json</a> (OpenAPI 3.1). Refusals are RFC 9457 problem details with a
        <code>code</code>. Changes need this server's own <code>Origin</code> and
        <code>Content-Type: application/json</code>.
      </p>
      ${rows.map(([name, operation]) => section(name, operation))}
    </html>`;
}

function section(name: string, operation: Operation): ReturnType<typeof html> {
  return html`<section id="${name}">
    <h2><code>${operation.method}</code> <code>${operation.path}</code></h2>
    <p>${operation.summary}. <em>${whoMay(operation)}</em></p>
    ${schemas(operation)}
  </section>`;
}

function schemas({ query, body, reply }: Operation): ReturnType<typeof html>[] {
  return Object.entries({ Query: query, Body: body, Reply: reply }).flatMap(([title, schema]) =>
    schema
      ? [
          html`<details>
            <summary>${title}</summary>
            <pre>${JSON.stringify(schemaOf(schema, title === "Reply" ? "output" : "input"), null, 2)}</pre>
          </details>`,
        ]
      : [],
  );
}

const style = `body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#141d29;background:#fff}
h2{font-size:1rem;margin:1.4rem 0 .2rem}section p{margin:0}details{margin:.2rem 0}summary{cursor:pointer}pre{overflow:auto;max-height:24rem;padding:.6rem;background:#f2f4f7;font-size:.85rem}code{background:#e9edf2;padding:.1rem .35rem;border-radius:4px}
@media(prefers-color-scheme:dark){pre{background:#161d25}body{color:#e9eef3;background:#0e1319}code{background:#27313c}a{color:#a3b8f5}}`;
