// One answer for a group: who writes, and what the others see of it meanwhile.

import { ask, jittered } from "./outbox.js";

const PACE = 2000; // ms between two drafts that are saved
const TRIES = 5;
const NOBODY = { run: null, holder: null, holderName: "", draft: "", version: 0 };

export class Pen {
  /** `told`: changed() whether the box holds unsent words, filled(), own(text), say(line). */
  constructor(me, told) {
    this.me = me;
    this.told = told;
    this.now = NOBODY;
    this.form = null;
    this.run = 0;
    this.timer = 0;
    this.saved = 0;
    this.busy = false;
  }

  /** Another form is on the page; null if it has no pen. */
  attach(form, run) {
    clearTimeout(this.timer);
    this.timer = 0;
    this.form = form && form.hasAttribute("data-pen") ? form : null;
    this.run = run;
    this.unsaved = false;
    this.fresh = true;
    if (!this.form) return;
    this.box = form.elements.text;
    this.wrap = form.querySelector(".box");
    this.view = form.querySelector(".pen");
    this.button = form.querySelector(".take");
    this.button.addEventListener("click", () => this.take());
    // A box that stood open because somebody was in it.
    this.wrap.addEventListener("focusout", () => setTimeout(() => this.show(), 0));
    if (this.now.run !== run) this.now = NOBODY;
    this.begin();
    this.show();
  }

  /** Somebody else is writing. */
  get theirs() {
    const { run, holder } = this.now;
    return Boolean(this.form) && run === this.run && holder !== null && holder !== this.me;
  }

  get name() {
    return this.now.holderName || "Somebody in your group";
  }

  /** How it stands with the pen now; older news than what is known is passed over. */
  hear(now) {
    if (now.run === this.now.run && now.version < this.now.version) return;
    const had = !this.theirs;
    this.now = now;
    this.begin();
    this.show();
    if (had && this.theirs && this.told.changed()) {
      this.told.say(`${this.name} took the pen. Your words stay in the box.`);
    }
  }

  /** On a page that was loaded anew, go on with the draft of one's own. */
  begin() {
    if (!this.form || !this.fresh || this.now.run !== this.run) return;
    this.fresh = false;
    if (this.now.holder !== this.me || !this.now.draft || this.told.changed()) return;
    this.box.value = this.now.draft;
    this.told.filled();
  }

  show() {
    if (!this.form) return;
    const theirs = this.theirs;
    const mine = this.now.run === this.run && this.now.holder === this.me;
    const inside = this.wrap.contains(document.activeElement);
    const wasOnButton = document.activeElement === this.button;
    this.view.hidden = !theirs && !mine;
    this.view.querySelector(".holder").textContent = mine
      ? "You have the pen. Your group sees what you write."
      : `${this.name} has the pen.`;
    const draft = this.view.querySelector(".draft");
    draft.textContent = theirs ? this.now.draft : "";
    draft.hidden = !draft.textContent;
    this.button.hidden = !theirs;
    this.box.readOnly = theirs;
    this.wrap.hidden = theirs && !inside && !this.told.changed();
    if (wasOnButton && this.button.hidden) this.box.focus();
  }

  /** Something was typed: take the pen if it is free, and let the group see the words grow. */
  typed() {
    this.fresh = false;
    if (!this.form || this.theirs) return;
    this.unsaved = true;
    this.later();
  }

  /** The words were sent: they are no draft any more. */
  sent() {
    this.unsaved = false;
  }

  later() {
    if (this.timer || this.busy) return;
    const wait = Math.max(0, this.saved + PACE - Date.now());
    this.timer = setTimeout(() => this.save(), wait);
  }

  async save() {
    this.timer = 0;
    if (!this.form || this.theirs || !this.unsaved) return;
    const run = this.run;
    this.unsaved = false;
    this.busy = true;
    this.saved = Date.now();
    const fields = { run, version: this.now.version, text: this.box.value };
    const { status, body } = await ask("/pen", fields);
    this.busy = false;
    if (run !== this.run || !this.form) return;
    this.answered(body);
    if (status !== 200 && !this.theirs && this.told.changed()) this.unsaved = true;
    if (this.unsaved) this.later();
  }

  async take() {
    const run = this.run;
    for (let tries = 0; tries < TRIES; tries += 1) {
      const fields = { run, version: this.now.version, take: 1 };
      const { status, body } = await ask("/pen", fields);
      if (run !== this.run || !this.form) return;
      this.answered(body);
      if (status === 200) {
        this.taken(body.draft);
        return;
      }
      if (status !== 409) break;
      await new Promise((resolve) => setTimeout(resolve, jittered(100)));
    }
    this.told.say("The pen could not be taken just now. Try again in a moment.");
  }

  answered(body) {
    if (!body || body.version === undefined) return;
    const same = body.holder === this.now.holder;
    const holder = body.holder === 0 ? "scribe" : body.holder;
    const holderName = same ? this.now.holderName : "";
    this.hear({ run: this.run, holder, holderName, draft: body.draft, version: body.version });
  }

  /** The draft goes into the box; words of one's own that stood there are kept and offered. */
  taken(draft) {
    const own = this.told.changed() ? this.box.value : "";
    this.told.say("");
    if (draft) {
      this.box.value = draft;
      this.told.filled();
      if (own.trim() && own !== draft) this.told.own(own);
    }
    this.show();
    this.box.focus();
  }
}
