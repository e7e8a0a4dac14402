import { html } from "lit";
import type { TrustView } from "../../../content/wire/views.ts";
import { openDialog } from "../../elements/ask.ts";
import { formField } from "../../elements/form-field.ts";
import { askSignedRoot } from "../../keys/ask-signed-root.ts";
import "../../keys/bt-new-root-key.ts";
import type { BtNewRootKey, RootKeyKept } from "../../keys/bt-new-root-key.ts";
import type { RootKey } from "../../keys/recovery.ts";
import { trustWords } from "../../strings/trust.ts";

/** Makes a second root key with a file of its own, then lists it with the signature of the first. */
export async function addSecondRoot(trust: TrustView): Promise<TrustView | undefined> {
  const w = trustWords();
  const { root } = trust;
  if (root === undefined) return undefined;
  let made: RootKey | undefined;
  await openDialog(
    w.secondTitle,
    ({ close }) =>
      html`<p class="soft">${w.secondTeach}</p>
        <bt-new-root-key
          .compose=${async () => root}
          @root-key-kept=${({ detail, currentTarget }: CustomEvent<RootKeyKept>) => {
            made = detail.rootKey;
            (currentTarget as BtNewRootKey).settle();
            close("kept");
          }}
        ></bt-new-root-key>`,
  );
  if (!made) return undefined;
  const rootKey = made;
  let name = "";
  let both = false;
  return askSignedRoot({
    trust,
    title: w.secondTitle,
    confirm: w.sign,
    // Where both are needed from now on, the new root takes the new key's word too.
    also: [rootKey],
    effect: () => (both ? w.secondEffectBoth(name || "…") : w.secondEffect(name || "…")),
    fields: (draw) =>
      html`${formField({
          label: w.secondName,
          value: name,
          max: 80,
          change: (value) => {
            name = value;
            draw();
          },
        })}
        <label class="row tight">
          <input
            type="checkbox"
            .checked=${both}
            @change=${(event: Event) => {
              both = (event.currentTarget as HTMLInputElement).checked;
              draw();
            }}
          />
          ${w.secondBoth}
        </label>`,
    edit: () =>
      name.trim() ? { kind: "add-root", key: rootKey.key, name: name.trim(), both } : { lacking: w.secondNeeded },
  });
}
