import { html, nothing, type TemplateResult } from "lit";
import { ScrollText, Siren } from "lucide";
import type { OrderView } from "../../../content/wire/views.ts";
import { call } from "../../client.ts";
import { DeskPage } from "../../elements/desk-page.ts";
import { emptyState } from "../../elements/empty-state.ts";
import { icon } from "../../elements/icon.ts";
import { pathTo } from "../../router.ts";
import { may, serverNow } from "../../session.ts";
import { number, when } from "../../strings/format.ts";
import { orderWords } from "../../strings/orders.ts";
import { urgentWords } from "../../strings/urgent.ts";
import "../urgent.css";
import { statementOf } from "./order-facts.ts";
import { scopeName, type Network } from "./scope.ts";

/** Every order there was: what, where, who signed it and when. One that went out on one person's word is marked. */
export class DeskOrders extends DeskPage {
  static override topics = ["orders"] as const;
  #orders: readonly OrderView[] = [];
  #network: Pick<Network, "areas" | "venues"> = { areas: [], venues: [] };

  protected override async read(): Promise<void> {
    const [orders, areas, venues] = await Promise.all([call("orders"), call("areas"), call("venues")]);
    this.#orders = orders;
    this.#network = { areas, venues };
  }

  override render(): TemplateResult {
    const w = orderWords();
    return html`<div class="page orders">
      <div class="page-head">
        <div class="title"><h1>${w.orders}</h1></div>
        <span class="grow"></span>
        ${
          may("proposeTakeover")
            ? html`<a class="urgent-entry" href=${pathTo("urgent")}>${icon(Siren)} ${urgentWords().urgent}</a>`
            : nothing
        }
      </div>
      ${this.troubleNote()}
      ${
        this.ready && this.#orders.length === 0
          ? emptyState(ScrollText, w.noOrders, w.noOrdersTeach)
          : html`<ul class="list">
              ${this.#orders.map((order) => this.#row(order))}
            </ul>`
      }
    </div>`;
  }

  #row(order: OrderView): TemplateResult {
    const w = orderWords();
    const statement = statementOf(order);
    const names = order.signers.map(({ name }) => name).join(", ");
    const [kind, where] =
      statement?.kind === "takeover"
        ? [order.title, scopeName(statement.scope, this.#network)]
        : [`${recallName(statement?.what.kind)}: ${order.title}`, ""];
    const reached = order.shown ? `${number(order.shown.on)} / ${number(order.shown.of)}` : "";
    const inside = html`<span class="mono quiet order-number">${order.number ?? "–"}</span>
      <span class="grow">
        <span class="name">${kind}</span><br />
        <span class="small soft">${[where, names, when(order.at, serverNow())].filter(Boolean).join(" · ")}</span>
        ${statement?.reason ? html`<br /><span class="small quiet">${statement.reason}</span>` : nothing}
      </span>
      ${order.alone ? html`<span class="chip stale">${w.aloneFlag}</span>` : nothing}
      ${reached ? html`<b>${reached}</b>` : nothing}
      ${statusChip(order, statement?.kind === "recall" && statement.what.kind === "takeover")}`;
    return html`<li>
      ${
        statement?.kind === "takeover"
          ? html`<a class="list-row" href=${pathTo("urgent", order.id)}>${inside}</a>`
          : html`<div class="list-row">${inside}</div>`
      }
    </li>`;
  }
}
customElements.define("desk-orders", DeskOrders);

function recallName(kind: "revision" | "key" | "takeover" | undefined): string {
  const w = orderWords();
  return kind === "key" ? w.recallOfKey : kind === "takeover" ? w.recallOfOrder : w.recallOfMessage;
}

function statusChip({ status }: OrderView, endsAnother: boolean): TemplateResult {
  const w = orderWords();
  const [word, tone] = (
    {
      waiting: [w.statusWaiting, "stale"],
      running: [w.statusRunning, "err"],
      ended: [w.statusEnded, ""],
      over: [w.statusOver, ""],
      done: [endsAnother ? w.statusEnds : w.statusDone, ""],
    } as const
  )[status];
  return html`<span class="chip ${tone}">${word}</span>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "desk-orders": DeskOrders;
  }
}
