import "@vaadin/button";
import "@vaadin/combo-box";
import "@vaadin/text-field";
import { html, nothing } from "lit";
import { Trash2 } from "lucide";
import type { ScreenView } from "../../../content/wire/views.ts";
import { call, sayTrouble } from "../../client.ts";
import { askEffect, openDialog } from "../../elements/ask.ts";
import { icon } from "../../elements/icon.ts";
import { toast } from "../../elements/toast.ts";
import { navigate, pathTo } from "../../router.ts";
import { byName } from "../../strings/network.ts";
import { screenWords } from "../../strings/screens.ts";
import { canvasFields } from "./canvas-fields.ts";

/** Asks for a screen's name, venue and canvas, or removes it. Answers whether the screen is still there and changed. */
export async function editScreen(screen: ScreenView): Promise<boolean> {
  const w = screenWords();
  const venues = (await call("venues")).toSorted((a, b) => byName(a.name, b.name));
  let { name, canvas } = screen;
  let venue = screen.venue.id;
  let refusal: string | undefined;
  let tried = false;
  const answer = await openDialog(
    w.more,
    ({ draw, close }) => {
      const save = async (): Promise<void> => {
        tried = true;
        refusal = undefined;
        if (name.trim() !== "") {
          try {
            await call("editScreen", { params: { id: screen.id }, body: { name: name.trim(), venue, canvas } });
            close("saved");
            return;
          } catch (error) {
            refusal = sayTrouble(error);
          }
        }
        draw();
      };
      return html`<div class="stack page-like">
        <vaadin-text-field
          label=${w.name}
          maxlength="80"
          required
          .value=${name}
          .invalid=${tried && name.trim() === ""}
          .errorMessage=${w.nameNeeded}
          @input=${(event: Event) => {
            name = (event.currentTarget as HTMLElement & { value: string }).value;
          }}
        ></vaadin-text-field>
        <vaadin-combo-box
          label=${w.venue}
          required
          item-label-path="name"
          item-value-path="id"
          .items=${venues}
          .value=${venue}
          @value-changed=${(event: CustomEvent<{ value: string }>) => {
            if (venues.some(({ id }) => id === event.detail.value)) venue = event.detail.value;
          }}
        ></vaadin-combo-box>
        ${canvasFields(canvas, (chosen) => {
          canvas = chosen;
          draw();
        })}
        ${refusal ? html`<p class="err" role="alert">${refusal}</p>` : nothing}
        <div class="dialog-actions">
          <vaadin-button theme="danger" @click=${() => close("remove")}>${icon(Trash2)} ${w.remove}</vaadin-button>
          <span class="grow"></span>
          <vaadin-button @click=${() => close()}>${w.cancel}</vaadin-button>
          <vaadin-button theme="primary" @click=${() => void save()}>${w.save}</vaadin-button>
        </div>
      </div>`;
    },
    { wide: true },
  );
  if (answer === "saved") toast(w.saved(name.trim()));
  if (answer === "remove") await removeScreen(screen);
  return answer === "saved";
}

async function removeScreen(screen: ScreenView): Promise<void> {
  const w = screenWords();
  if (!(await askEffect(w.removeTitle(screen.name), w.removeEffect, w.remove))) return;
  try {
    await call("removeScreen", { params: { id: screen.id } });
  } catch (error) {
    toast(sayTrouble(error), { assertive: true });
    return;
  }
  toast(w.removed(screen.name));
  navigate(pathTo("screens"));
}
