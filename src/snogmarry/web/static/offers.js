// An offer: words of one's own that did not become the group's answer.

import { announce, at } from "./saying.js";

export class Offers {
  constructor(store, outbox, answer) {
    this.store = store;
    this.outbox = outbox;
    this.answer = answer;
    this.now = ""; // which: "own", or a version beside the group's answer
  }

  show(title, words, label, take, drop) {
    const section = at("offer");
    const [yes, no] = section.querySelectorAll("button");
    at("offer-title").textContent = title;
    section.querySelector(".text").textContent = words;
    yes.textContent = label;
    yes.onclick = take;
    no.onclick = () => {
      drop();
      this.hide();
    };
    section.hidden = false;
    announce(title);
  }

  hide() {
    const inside = at("offer").contains(document.activeElement);
    at("offer").hidden = true;
    this.now = "";
    if (inside) (at("question") || at("main")).focus();
  }

  /** What the laptop says lies beside the group's answer, unless it was let go here. */
  beside(version) {
    if (this.now === "own") return;
    const { form, run } = this.answer;
    const dropped = `let:${run}`;
    if (!version || !form || version.run !== run || version.seq <= this.store.get(dropped)) {
      this.hide();
      return;
    }
    const name = `beside-${version.seq}`;
    if (this.now === name) return;
    this.now = name;
    const title = "Your group's answer changed while you wrote yours";
    const item = { ...version, title: this.answer.title, path: form.getAttribute("action") };
    this.show(title, version.words, "Make mine the group's answer", () => {
      this.hide();
      this.outbox.send(item, this.answer.versions);
    }, () => this.store.set(dropped, version.seq));
  }

  /** Words that stood in the box when another draft came into it. */
  own(words) {
    const name = `own:${this.answer.key}`;
    this.store.set(name, words);
    this.now = "own";
    this.show("Your own version is kept", words, "Use it instead", () => {
      this.hide();
      const other = this.answer.use(words);
      // They change places: nothing that anybody wrote goes without being asked for.
      if (other.trim() && other !== words) this.own(other);
    }, () => this.store.remove(name));
  }

  /** On a page that was loaded anew. */
  restore() {
    const words = this.store.get(`own:${this.answer.key}`);
    if (this.answer.form && words) this.own(words);
  }
}
