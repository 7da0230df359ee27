// What a form holds, and whether it can be sent.

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

/** How many characters the box still takes, counted as the laptop counts them. */
export function charactersLeft(form) {
  const box = form.querySelector("[data-limit]");
  if (!box) return null;
  const used = Array.from(box.value.trim().normalize("NFC")).length;
  return { box, used, left: Number(box.dataset.limit) - used };
}

/** Forget what was wrong. */
export function clearProblems(form) {
  controlsOf(form).forEach((one) => one.setCustomValidity(""));
}

/** Say what is wrong beside the field that it is wrong with. */
export function isReady(form) {
  clearProblems(form);
  const count = charactersLeft(form);
  const boxes = Array.from(form.querySelectorAll("input[name=option][type=checkbox]"));
  const written = form.querySelector("[name=text], [name=words]");
  if (count && count.left < 0) {
    count.box.setCustomValidity(`That is ${plural(-count.left, "character")} too many.`);
  }
  if (written && !written.value.trim()) written.setCustomValidity("Write something first.");
  if (boxes.length && !boxes.some((one) => one.checked)) {
    boxes[0].setCustomValidity("Choose at least one.");
  }
  return form.reportValidity();
}
