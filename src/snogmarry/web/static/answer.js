// The answer that is being written: its form, what of it is kept on this phone, and its sending.

import { ask } from "./outbox.js";
import { Pen } from "./pen.js";
import { announce, at, say } from "./saying.js";
import {
  Count, boxOf, clearProblems, controlsOf, fieldsOf, isReady, runOf, sendButton, wordsOf,
} from "./form.js";

export class Answer {
  /** `told`: begun(), again() what was asked before, sent(), own(words) that left the box. */
  constructor(me, store, outbox, told) {
    this.store = store;
    this.outbox = outbox;
    this.told = told;
    this.form = null; // what is being filled in; null where nothing is asked
    this.key = at("prompt").dataset.key;
    this.changed = false; // whether the form holds something that was not sent
    this.versions = 0; // of the group's answer, as shown last
    this.furthest = 0; // the latest run that was asked here
    this.writingIn = 0;
    this.pen = new Pen(me, {
      changed: () => this.changed,
      filled: () => this.filled(),
      own: told.own,
      say: (line) => say(line, "changed"),
    });
  }

  get run() {
    return runOf(this.form);
  }

  get title() {
    return at("question").textContent;
  }

  /** Something else is asked, or nothing. */
  show(key, html) {
    const inside = at("prompt").contains(document.activeElement);
    at("prompt").innerHTML = html;
    at("prompt").dataset.key = key;
    this.key = key;
    say("");
    this.attach();
    const question = at("question");
    // What had the focus is gone; without this a screen reader would be lost.
    if (inside) (question || at("main")).focus();
    announce(question ? question.textContent : at("prompt").textContent.trim());
  }

  attach() {
    const form = at("prompt").querySelector("form");
    this.form = form;
    this.changed = false;
    this.versions = form ? Number(form.elements.seen.value) : 0;
    this.count = new Count(form && boxOf(form), at("count"));
    this.pen.attach(form, this.run);
    if (form) {
      form.addEventListener("input", () => this.noteInput());
      form.addEventListener("change", (event) => this.keepPlacesApart(event));
      form.addEventListener("submit", (event) => this.submit(event));
      form.querySelectorAll("select").forEach((one) => { one.dataset.was = one.value; });
      this.restore();
      this.count.show();
      this.pen.show();
      // Went back to an earlier step: what was given then is not in what all get alike.
      if (this.run <= this.furthest) this.told.again();
      this.furthest = Math.max(this.furthest, this.run);
    }
    this.told.begun();
  }

  noteInput() {
    this.noteChange();
    this.pen.typed();
    clearProblems(this.form);
    this.count.show();
    this.noteWriting();
    if (["kept", "late", "beside"].includes(at("said").dataset.state)) {
      say("Changed, and not sent yet.", "changed");
    }
  }

  noteWriting() {
    if (this.writingIn === this.run) return;
    this.writingIn = this.run;
    ask("/writing", { run: this.run });
  }

  // What stands in the form, and is kept on the phone while it was not sent

  get half() {
    return `half:${this.key}`;
  }

  noteChange() {
    this.changed = true;
    const item = this.item();
    if (item.words) this.store.set(this.half, { ...item, promptKey: this.key });
    else this.store.remove(this.half);
  }

  /** What would be sent now. */
  item() {
    const { form, run, title } = this;
    const box = boxOf(form);
    return {
      run, title, words: wordsOf(form), path: form.getAttribute("action"),
      fields: fieldsOf(form), limit: box ? Number(box.dataset.limit) : undefined,
    };
  }

  restore() {
    const half = this.store.get(this.half);
    if (!half) return;
    this.putFields(half.fields);
    this.changed = true;
    say("What you were writing is here again. It was not sent yet.", "changed");
  }

  putFields(fields) {
    const has = (name, value) => fields.some(([n, v]) => n === name && v === value);
    const value = (name) => (fields.find(([n]) => n === name) || [name, ""])[1];
    controlsOf(this.form).forEach((one) => {
      if (one.type === "radio" || one.type === "checkbox") one.checked = has(one.name, one.value);
      else one.value = value(one.name);
    });
    // Writing began when the group's answer stood so; what came since must not be overwritten.
    this.form.elements.seen.value = value("seen") || 0;
  }

  /** Words were put into the box that are not sent yet, with the group's answer in view. */
  filled() {
    this.form.elements.seen.value = this.versions;
    this.noteChange();
    this.count.show();
  }

  /** Put words into the box; gives those that stood there. */
  use(words) {
    const box = this.form.elements.text;
    const other = box.value;
    box.value = words;
    this.filled();
    this.pen.typed();
    box.focus();
    return other;
  }

  /** Take something that was not sent back into its form; false if that is not free for it. */
  takeBack(one, name) {
    const free = this.form && !this.pen.theirs
      && (!this.changed || wordsOf(this.form) === one.words);
    if (!free || one.run !== this.run) return false;
    this.putFields(one.fields);
    this.noteInput();
    this.form.elements[name].focus();
    return true;
  }

  /** Fill the form with what stands on the laptop, without touching a word that was not sent. */
  fill(html) {
    const { form, run } = this;
    if (!form || this.changed || this.outbox.waiting().some((item) => item.run === run)) return;
    const fresh = document.createElement("template");
    fresh.innerHTML = html;
    const other = fresh.content.querySelector("form");
    if (!other || form.dataset.kind === "learn") return;
    const typing = document.activeElement;
    const theirs = controlsOf(other);
    controlsOf(form).forEach((one, place) => {
      if (one === typing && /^(text|textarea)$/.test(one.type)) return;
      if (one.value !== theirs[place].value && one.type !== "radio" && one.type !== "checkbox") {
        one.value = theirs[place].value;
      }
      if (one.checked !== theirs[place].checked) one.checked = theirs[place].checked;
      if (one.tagName === "SELECT") one.dataset.was = one.value;
    });
    ["seen", "counter"].forEach((name) => {
      form.elements[name].value = other.elements[name].value;
    });
    sendButton(form).textContent = sendButton(other).textContent;
    this.count.show();
  }

  /** Places of a ranking are given once: who takes one gives the other the old one. */
  keepPlacesApart({ target }) {
    if (target.tagName !== "SELECT") return;
    this.form.querySelectorAll("select").forEach((other) => {
      if (other !== target && other.value && other.value === target.value) {
        other.value = target.dataset.was;
        other.dataset.was = other.value;
      }
    });
    target.dataset.was = target.value;
    this.noteChange();
  }

  submit(event) {
    event.preventDefault();
    const { form, pen } = this;
    if (pen.theirs) {
      say(`${pen.name} has the pen. Take the pen to send your words.`, "changed");
      return;
    }
    if (!isReady(form)) return;
    this.changed = false;
    pen.sent();
    this.told.sent();
    this.store.remove(`own:${this.key}`);
    this.outbox.send(this.item());
    this.store.remove(this.half);
    if (form.dataset.kind === "learn") {
      form.reset();
      this.count.show();
    }
  }
}
