// What only this phone has: waiting, refused, or never sent before the room went on.

import { nameOf } from "./outbox.js";
import { Count, charactersIn, isReadyBox } from "./form.js";
import { at } from "./saying.js";

/** The field that was written freely, if there is one. */
function written(one) {
  return one.fields.find(([name]) => name === "text" || name === "words");
}

/** Under which name it is kept. */
function named(one) {
  return one.left || (one.key ? nameOf("no", one) : `half:${one.promptKey}`);
}

/** The same with other words in the field that was written freely. */
function reworded(one, text) {
  const [name, before] = written(one);
  const old = before.trim();
  return {
    ...one,
    fields: one.fields.map(([n, value]) => [n, n === name ? text : value]),
    words: (old ? one.words.replace(old, () => text) : `${one.words}\n${text}`).trim(),
  };
}

/** Sent as it is it would be refused. */
function tooLong(one) {
  return Boolean(one.limit && written(one)) && charactersIn(written(one)[1]) > one.limit;
}

export class Unsent {
  /** `session`: with what the names of all begin that this session keeps on the phone. */
  constructor(session, store, outbox, answer) {
    this.session = session;
    this.store = store;
    this.outbox = outbox;
    this.answer = answer;
    this.reads = "";
    this.open = new Map(); // what is being changed, by name: nobody is to lose the box
  }

  /** All of it: each thing, what there is to say of it, and what can be done. */
  list() {
    const entry = (one, note, label) => ({
      one, note, label: one.changing || (label && tooLong(one)) ? "Change it" : label,
    });
    const waiting = this.outbox.failing ? this.outbox.waiting() : [];
    const halves = this.store.all("half:").filter((half) => half.promptKey !== this.answer.key);
    return [
      ...waiting.map((one) => entry(one, "Not sent yet; it goes by itself.", "")),
      ...this.outbox.refused().map((one) => (
        entry(one, `Not taken: ${one.line}`, written(one) ? "Change it" : "Try again"))),
      ...this.store.left(this.session).map((one) => (
        entry(one, "Left on this phone by who had it before you. Not sent.", "Send as yours"))),
      ...halves.map((one) => entry(one, "You were writing this when the room went on.", "Send it")),
    ];
  }

  show() {
    const list = this.list();
    const reads = JSON.stringify(list);
    if (this.reads === reads) return;
    this.reads = reads;
    const section = at("unsent");
    const focus = document.activeElement;
    const inside = section.contains(focus);
    const items = section.querySelector("ul");
    const names = list.map(({ one }) => named(one));
    Array.from(this.open.keys()).filter((name) => !names.includes(name))
      .forEach((name) => this.open.delete(name));
    const made = list.map((entry, place) => this.open.get(names[place]) || this.item(entry));
    items.textContent = "";
    made.forEach((item) => items.append(item));
    section.hidden = list.length === 0;
    if (inside && items.contains(focus)) focus.focus({ preventScroll: true });
    else if (inside) (section.hidden ? at("main") : at("unsent-title")).focus();
  }

  item({ one, note, label }) {
    const made = at("unsent").querySelector("template").content.cloneNode(true);
    const item = made.querySelector("li");
    const [act, remove] = item.querySelectorAll("button");
    item.querySelector(".who b").textContent = one.title;
    item.querySelector(".who small").textContent = note;
    item.querySelector(".text").textContent = one.words;
    item.querySelector(".do").hidden = !label;
    act.textContent = label;
    act.onclick = () => this.act(one, label, item);
    remove.onclick = () => this.remove(one);
    if (one.changing) this.change(one, item);
    return item;
  }

  act(one, label, item) {
    if (label !== "Change it") this.send(one);
    else if (this.answer.takeBack(one, written(one)[0])) this.remove(one);
    else {
      this.change(one, item);
      item.querySelector("textarea").focus();
    }
  }

  /** Let it be changed in a box of its own, where every letter is kept. */
  change(one, item) {
    const box = item.querySelector("textarea");
    const line = item.querySelector(".count");
    const [act] = item.querySelectorAll("button");
    const count = new Count(one.limit ? box : null, line);
    let now = one;
    if (one.limit) box.dataset.limit = one.limit;
    line.id = `count-${named(one)}`;
    line.hidden = !one.limit;
    box.setAttribute("aria-describedby", line.id);
    box.value = written(one)[1];
    box.hidden = false;
    item.querySelector(".text").hidden = true;
    act.textContent = "Send it";
    this.open.set(named(one), item);
    box.addEventListener("input", () => {
      now = { ...reworded(one, box.value), changing: true };
      this.keep(now);
      box.setCustomValidity("");
      count.show();
    });
    act.onclick = () => {
      if (isReadyBox(box)) this.send(now, true);
    };
    count.show();
  }

  keep(one) {
    if (one.left) this.store.setLeft(one);
    else this.store.set(named(one), one);
    this.reads = JSON.stringify(this.list());
  }

  send(one, changed = false) {
    if (one.key && !changed) {
      this.outbox.retry(one.key);
      return;
    }
    this.outbox.send(one);
    this.remove(one);
  }

  remove(one) {
    this.open.delete(named(one));
    if (one.left) localStorage.removeItem(one.left);
    else if (one.key) this.outbox.forget(one.key);
    else this.store.remove(named(one));
    this.show();
  }
}
