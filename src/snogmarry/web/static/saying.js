// What the page says of itself, to eyes and to screen readers.

export const at = (id) => document.getElementById(id);

let quiet = true;
let news = [];

/** The page stands: from now on what is new in it is said. */
export function speakUp() {
  quiet = false;
}

/** Say it to screen readers. */
export function announce(line) {
  if (quiet || !line) return;
  news.push(line);
  if (news.length > 1) return;
  setTimeout(() => {
    at("news").textContent = news.join(" ");
    news = [];
  }, 500);
}

/** Say how it stands with what is being written. */
export function say(line, state = "") {
  const said = at("said");
  if (said.textContent !== line) said.textContent = line;
  said.dataset.state = state;
}
