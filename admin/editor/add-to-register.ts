import "@vaadin/date-picker";
import "@vaadin/select";
import "@vaadin/text-area";
import "@vaadin/text-field";
import { html, type TemplateResult } from "lit";
import { Directive } from "../../content/editorial/directive.ts";
import { Source } from "../../content/editorial/source.ts";
import { call, sayTrouble } from "../client.ts";
import { openDialog } from "../elements/ask.ts";
import { valueOf } from "../elements/value-of.ts";
import { datePickerI18n } from "../strings/kit.ts";
import { messageWords } from "../strings/messages.ts";
import { shellWords } from "../strings/shell.ts";

/** Entering a letter or an authority that is not in the register yet, without leaving the message. */

/** A short lasting id from a name: `337/STTTT-CNTT` → `337-sttt-cntt`. */
export function idFrom(name: string): string {
  const plain = name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/đ/giu, "d")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return plain.slice(0, 60) || "x";
}

type Field = { readonly key: string; readonly label: string; readonly draw: (state: FormState) => TemplateResult };
type FormState = {
  readonly values: Record<string, string>;
  readonly tried: boolean;
  readonly set: (key: string) => (event: Event) => void;
};

async function askForm<T>(
  title: string,
  fields: readonly Field[],
  needed: readonly string[],
  send: (values: Record<string, string>) => Promise<T>,
): Promise<T | undefined> {
  const values: Record<string, string> = {};
  let tried = false;
  let trouble = "";
  let made: T | undefined;
  await openDialog(title, ({ draw, close }) => {
    const state: FormState = {
      values,
      tried,
      set: (key) => (event) => {
        values[key] = valueOf(event);
        draw();
      },
    };
    const submit = async (): Promise<void> => {
      tried = true;
      if (needed.every((key) => values[key]?.trim())) {
        try {
          made = await send(values);
          close("made");
          return;
        } catch (error) {
          trouble = sayTrouble(error);
        }
      }
      draw();
    };
    return html`
      <div class="stack">${fields.map((field) => field.draw(state))}</div>
      <div role="alert"><p class="err">${trouble}</p></div>
      <div class="dialog-actions">
        <vaadin-button @click=${() => close()}>${shellWords().cancel}</vaadin-button>
        <vaadin-button theme="primary" @click=${() => void submit()}>${messageWords().addTo}</vaadin-button>
      </div>
    `;
  });
  return made;
}

function text(key: string, label: string, max: number, needed: boolean, lines = false): Field {
  return {
    key,
    label,
    draw: ({ values, tried, set }) => {
      const invalid = needed && tried && !values[key]?.trim();
      return lines
        ? html`<vaadin-text-area
            label=${label}
            maxlength=${max}
            ?required=${needed}
            .invalid=${invalid}
            .errorMessage=${messageWords().fillIn}
            .value=${values[key] ?? ""}
            @input=${set(key)}
          ></vaadin-text-area>`
        : html`<vaadin-text-field
            label=${label}
            maxlength=${max}
            ?required=${needed}
            .invalid=${invalid}
            .errorMessage=${messageWords().fillIn}
            .value=${values[key] ?? ""}
            @input=${set(key)}
          ></vaadin-text-field>`;
    },
  };
}

/** @returns the letter as the server keeps it, or `undefined` when it was not entered */
export function addDirective(): Promise<Directive | undefined> {
  const w = messageWords();
  const fields: readonly Field[] = [
    text("number", w.number, 60, false),
    {
      key: "date",
      label: w.date,
      draw: ({ values, tried, set }) =>
        html`<vaadin-date-picker
          auto-open-disabled
          label=${w.date}
          required
          .i18n=${datePickerI18n()}
          .invalid=${tried && !values["date"]}
          .errorMessage=${w.fillIn}
          .value=${values["date"] ?? ""}
          @change=${set("date")}
        ></vaadin-date-picker>`,
    },
    text("issuer", w.issuer, 120, true),
    text("abstract", w.abstract, 400, true, true),
    text("signer", w.signer, 80, false),
  ];
  return askForm(w.addDirective, fields, ["date", "issuer", "abstract"], (values) => {
    const { number = "", date = "", issuer = "", abstract = "", signer = "" } = values;
    const id = idFrom(`${number || issuer} ${date}`);
    return call("addDirective", { body: Directive.parse({ id, number, date, issuer, abstract, signer }) });
  });
}

/** @returns the source as the server keeps it, or `undefined` when it was not entered */
export function addSource(): Promise<Source | undefined> {
  const w = messageWords();
  const kinds = [
    { value: "national", label: w.kindNational },
    { value: "health", label: w.kindHealth },
    { value: "province", label: w.kindProvince },
    { value: "operator", label: w.kindOperator },
    { value: "press", label: w.kindPress },
  ];
  const fields: readonly Field[] = [
    text("name", w.sourceName, 80, true),
    {
      key: "kind",
      label: w.sourceKind,
      draw: ({ values, set }) =>
        html`<vaadin-select
          label=${w.sourceKind}
          .items=${kinds}
          .value=${values["kind"] ?? "province"}
          @change=${set("kind")}
        ></vaadin-select>`,
    },
    {
      key: "domains",
      label: w.domains,
      draw: ({ values, set }) =>
        html`<vaadin-text-area
          label=${w.domains}
          .helperText=${w.domainsTeach}
          .value=${values["domains"] ?? ""}
          @input=${set("domains")}
        ></vaadin-text-area>`,
    },
  ];
  return askForm(w.addSource, fields, ["name"], (values) => {
    const name = values["name"] ?? "";
    const domains = (values["domains"] ?? "")
      .toLowerCase()
      .split(/[\s,]+/)
      .filter(Boolean);
    return call("addSource", {
      body: Source.parse({ id: idFrom(name), name, kind: values["kind"] ?? "province", domains, channels: [] }),
    });
  });
}
