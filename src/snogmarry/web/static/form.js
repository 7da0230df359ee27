// What a form holds, and whether it can be sent.

import { announce } from "./saying.js";

/** The run that it answers; 0 without a form. */
export function runOf(some) {
  return some ? Number(some.elements.run.value) : 0;
}

/** Fields as the form would send them. */
export function fieldsOf(some) {
  return Array.from(new FormData(some)).map(([name, value]) => [name, String(value)]);
}

export function controlsOf(some) {
  return Array.from(some.elements).filter((one) => one.name && one.type !== "hidden");
}

/** What the form says, for people. */
export function wordsOf(some) {
  return controlsOf(some)
    .map((one) => {
      const label = one.closest("label");
      const text = label ? label.textContent.trim().replace(/\s+/g, " ") : "";
      if (one.type === "radio" || one.type === "checkbox") return one.checked ? text : "";
      if (one.tagName === "SELECT" || one.name.startsWith("count-")) {
        const name = label.querySelector("span").textContent.trim();
        return one.value ? `${one.value}: ${name}` : "";
      }
      return one.name === "people" ? "" : one.value.trim();
    })
    .filter(Boolean)
    .join("\n");
}

/** The button that sends it. */
export function sendButton(some) {
  return some.querySelector(".box > button");
}

/** Such as 1 character, 2 characters. */
export function plural(number, one) {
  return `${number} ${one}${number === 1 ? "" : "s"}`;
}

/** The box in which the number of characters has a limit, if there is one. */
export function boxOf(form) {
  return form.querySelector("[data-limit]");
}

/** How many characters a text has, counted as the laptop counts them. */
export function charactersIn(text) {
  return Array.from(text.trim().normalize("NFC")).length;
}

function charactersLeft(box) {
  return Number(box.dataset.limit) - charactersIn(box.value);
}

/** Says beside a box how many characters it still takes; aloud when there are few. */
export class Count {
  /** `box`: null if there is nothing to count. */
  constructor(box, line) {
    this.box = box;
    this.line = line;
    this.nearness = 0;
  }

  show() {
    if (!this.box) return;
    const left = charactersLeft(this.box);
    const over = left < 0;
    this.line.classList.toggle("over", over);
    this.box.setAttribute("aria-invalid", over ? "true" : "false");
    if (over) this.line.textContent = `${plural(-left, "character")} too many`;
    else if (this.box.value.trim()) this.line.textContent = `${plural(left, "character")} left`;
    else this.line.textContent = `At most ${plural(left, "character")}`;
    const near = [20, 10, -0.5].filter((mark) => left <= mark).length;
    if (near > this.nearness) announce(this.line.textContent);
    this.nearness = near;
  }
}

/** Forget what was wrong. */
export function clearProblems(form) {
  controlsOf(form).forEach((one) => one.setCustomValidity(""));
}

/** What is wrong with the words in a box; empty if nothing is. */
function problemOf(box) {
  if (!box.value.trim()) return "Write something first.";
  const left = box.dataset.limit ? charactersLeft(box) : 0;
  return left < 0 ? `That is ${plural(-left, "character")} too many.` : "";
}

/** Say what is wrong beside the field that it is wrong with. */
export function isReady(form) {
  clearProblems(form);
  const boxes = Array.from(form.querySelectorAll("input[name=option][type=checkbox]"));
  const written = form.querySelector("[name=text], [name=words]");
  if (written) written.setCustomValidity(problemOf(written));
  if (boxes.length && !boxes.some((one) => one.checked)) {
    boxes[0].setCustomValidity("Choose at least one.");
  }
  return form.reportValidity();
}

/** The same for a box that stands in no form. */
export function isReadyBox(box) {
  box.setCustomValidity(problemOf(box));
  return box.reportValidity();
}
