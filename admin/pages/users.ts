import "@vaadin/button";
import "@vaadin/select";
import { html, nothing, type TemplateResult } from "lit";
import { Plus } from "lucide";
import { Role } from "../../content/wire/roles.ts";
import type { UserView } from "../../content/wire/views.ts";
import { call, sayTrouble } from "../client.ts";
import { askEffect, openDialog } from "../elements/ask.ts";
import { DeskPage } from "../elements/desk-page.ts";
import { formField } from "../elements/form-field.ts";
import { icon } from "../elements/icon.ts";
import { toast } from "../elements/toast.ts";
import { valueOf } from "../elements/value-of.ts";
import { date } from "../strings/format.ts";
import { session } from "../session.ts";
import { peopleWords } from "../strings/people.ts";
import { shellWords } from "../strings/shell.ts";

/** People at the desk, and adding one with a role. */
export class DeskUsers extends DeskPage {
  static override topics = ["users"] as const;
  static override properties = { ...DeskPage.properties, users: { state: true } };
  declare private users: readonly UserView[];

  constructor() {
    super();
    this.users = [];
  }

  protected override async read(): Promise<void> {
    this.users = await call("users");
  }

  override render(): TemplateResult {
    const w = peopleWords();
    return html`<div class="page">
      <header class="page-head">
        <div class="title grow">
          <h1>${w.users}</h1>
          <span class="count">${this.users.length || nothing}</span>
        </div>
        <vaadin-button theme="primary" @click=${() => void this.#add()}>${icon(Plus)} ${w.addUser}</vaadin-button>
      </header>
      ${this.troubleNote()}
      ${
        this.users.length > 0
          ? html`<ul class="list">
              ${this.users.map(
                (user) =>
                  html`<li class="list-row" .style=${"flex-wrap:wrap;justify-content:flex-end"}>
                    <span class="grow" .style=${"display:grid;flex-basis:11rem"}>
                      <span class="name">${user.name}</span>
                      <span class="small quiet">${user.email}</span>
                    </span>
                    <span .style=${"display:grid;justify-items:end"}>
                      <span class="chip">${roleWord(user.role)}</span>
                      <span class="micro quiet">${user.disabled ? w.disabled : w.since(date(user.createdAt))}</span>
                    </span>
                    ${
                      user.id === session()?.user?.id
                        ? nothing
                        : html`<vaadin-button
                            theme="tertiary"
                            aria-label=${user.disabled ? w.enableName(user.name) : w.disableName(user.name)}
                            @click=${() => void this.#switch(user)}
                            >${user.disabled ? w.enable : w.disable}</vaadin-button
                          >`
                    }
                  </li>`,
              )}
            </ul>`
          : nothing
      }
    </div>`;
  }

  async #switch(user: UserView): Promise<void> {
    const w = peopleWords();
    const off = user.disabled !== true;
    const [title, effect, confirm] = off
      ? [w.disableName(user.name), w.disableEffect(user.name), w.disable]
      : [w.enableName(user.name), w.enableEffect(user.name), w.enable];
    if (!(await askEffect(title, effect, confirm))) return;
    try {
      await call(off ? "disableUser" : "enableUser", { params: { id: user.id }, body: {} });
      toast(off ? w.disabledNow(user.name) : w.enabledNow(user.name));
    } catch (error) {
      toast(sayTrouble(error));
    }
    await this.refresh();
  }

  async #add(): Promise<void> {
    const w = peopleWords();
    let person: { name: string; email: string; password: string; role: Role } = {
      name: "",
      email: "",
      password: "",
      role: "comms",
    };
    let tried = false;
    let trouble = "";
    await openDialog(w.addUser, ({ draw, close }) => {
      const set = (change: Partial<typeof person>): void => {
        person = { ...person, ...change };
        draw();
      };
      const send = async (): Promise<void> => {
        tried = true;
        if (!person.name.trim() || !person.email.includes("@") || person.password.length < 10) {
          draw();
          return;
        }
        try {
          const added = await call("addUser", { body: person });
          close("added");
          toast(w.added(added.name));
          await this.refresh();
        } catch (error) {
          trouble = sayTrouble(error);
          draw();
        }
      };
      return html`
        <div class="stack">
          ${formField({
            label: w.name,
            value: person.name,
            max: 80,
            error: tried && !person.name.trim() ? w.fillIn : undefined,
            change: (name) => set({ name }),
          })}
          ${formField({
            label: w.email,
            value: person.email,
            max: 200,
            kind: "email",
            error: tried && !person.email.includes("@") ? w.fillIn : undefined,
            change: (email) => set({ email }),
          })}
          ${formField({
            label: w.password,
            value: person.password,
            max: 128,
            kind: "password",
            autocomplete: "new-password",
            help: w.passwordTeach,
            error: tried && person.password.length < 10 ? w.tooShort : undefined,
            change: (password) => set({ password }),
          })}
          <vaadin-select
            label=${w.role}
            .helperText=${w.roleTeach}
            .items=${Role.options.map((value) => ({ value, label: roleWord(value) }))}
            .value=${person.role}
            @change=${(event: Event) => set({ role: Role.parse(valueOf(event)) })}
          ></vaadin-select>
        </div>
        <div role="alert"><p class="err">${trouble}</p></div>
        <div class="dialog-actions">
          <vaadin-button @click=${() => close()}>${shellWords().cancel}</vaadin-button>
          <vaadin-button theme="primary" @click=${() => void send()}>${w.addUser}</vaadin-button>
        </div>
      `;
    });
  }
}
customElements.define("desk-users", DeskUsers);

function roleWord(role: Role): string {
  const w = shellWords();
  return { comms: w.roleComms, approver: w.roleApprover, admin: w.roleAdmin }[role];
}

declare global {
  interface HTMLElementTagNameMap {
    "desk-users": DeskUsers;
  }
}
