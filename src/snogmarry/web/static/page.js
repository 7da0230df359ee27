// The participant's page. It works without this as a form; with this it follows the room,
// and what is written outlives the network.

import { Answer } from "./answer.js";
import { hearClock } from "./clock.js";
import { Offers } from "./offers.js";
import { Outbox, ask, jittered, ours } from "./outbox.js";
import { announce, at, say, speakUp } from "./saying.js";
import { Store } from "./store.js";
import { Stream } from "./stream.js";
import { Unsent } from "./unsent.js";

const JOINING = 5000; // ms between two looks of who was taken out, at whether joining is open

const page = document.body.dataset;
const session = `snogmarry:${page.session}:`;
const me = Number(page.participant);
const store = new Store(`${session}${me}:`);

document.documentElement.classList.add("js");

// The state of this page, beside what stands in the document itself

let newest = Number(page.newest);
let first = true; // until the first snapshot is in
const shown = {}; // the HTML of each region as it was put in last

// What is written here

const outbox = new Outbox(store, {
  kept(item, body) {
    learn(body);
    const stop = /[.?!…]$/.test(item.title) ? "" : ":";
    const about = item.run === answer.run ? "" : `${item.title}${stop} `;
    say(about + body.line, body.said);
  },
  unknown: showUnknown,
  changed() {
    sayHowItStands();
    unsent.show();
  },
});

const answer = new Answer(me, store, outbox, {
  begun: () => unsent.show(),
  again: () => refreshSoon(),
  sent: () => offers.hide(),
  own: (words) => offers.own(words),
});

const offers = new Offers(store, outbox, answer);
const unsent = new Unsent(session, store, outbox, answer);

function sayHowItStands() {
  const waits = outbox.waiting().length > 0;
  if (!waits && ["sending", "waiting"].includes(at("said").dataset.state)) {
    // Refused; or kept, by another tab of the same person.
    if (outbox.refused().length) say("Not taken. Your words are below, with the reason.", "changed");
    else say("Kept. It is on the disk of the laptop.", "kept");
  }
  if (waits && !outbox.failing) say("Sending…", "sending");
  if (waits && outbox.failing) {
    const where = store.lasting ? "It is kept on this phone" : "Leave this page open";
    say(`Not sent yet. ${where} and goes by itself as soon as it can.`, "waiting");
  }
  at("fragile").hidden = store.lasting;
}

// Regions that come down ready made

function put(name, html) {
  if (shown[name] === html) return false;
  shown[name] = html;
  at(name).innerHTML = html;
  return true;
}

const regions = {
  step({ key, html }) {
    const same = at("step").dataset.key === key;
    at("step").dataset.key = key;
    if (!put("step", html) || same) return;
    const title = at("step").querySelector("h1");
    const card = at("card").querySelector("details");
    if (card) card.open = ["brief", "swap"].includes(title.dataset.do);
    announce(title.textContent);
    if (!at("prompt").contains(document.activeElement)) window.scrollTo(0, 0);
  },
  prompt({ key, html }) {
    if (key === answer.key) return;
    offers.hide();
    answer.show(key, html);
  },
  shown({ html }) {
    const heading = put("shown", html) && at("shown").querySelector("h2");
    if (heading) announce(`New on the page: ${heading.textContent}.`);
  },
  feed({ html }) {
    const who = put("feed", html) && at("feed").querySelector(".who b");
    if (who) announce(`New post by ${who.textContent}.`);
  },
  card({ key, html }) {
    const before = at("card").querySelector("details");
    const open = Boolean(before && before.open);
    if (!put("card", html)) return;
    const card = at("card").querySelector("details");
    const moved = !first && at("card").dataset.key !== key;
    at("card").dataset.key = key;
    card.open = open || moved;
    showGroup(card);
    if (!noteGroup(key, card) && moved) announce(card.querySelector("h2").textContent);
  },
  ending({ html }) {
    put("ending", html);
  },
};

function showGroup(card) {
  const named = card.querySelector("[data-group]");
  const mark = card.querySelector("h2 .mark");
  const group = at("group");
  group.textContent = "";
  if (mark) group.append(mark.cloneNode(true), " ");
  group.append(named.textContent);
}

/** Say it if the group is another than this phone had last; a swap only changes the side. */
function noteGroup(key, card) {
  const group = key.split("-").pop();
  const before = store.get("group");
  store.set("group", group);
  if (!before || before === group) return false;
  const line = `The facilitator has moved you to ${card.querySelector("[data-group]").textContent}.`;
  at("moved").textContent = line;
  at("moved").hidden = false;
  announce(line);
  return true;
}

// It has been read once they do something else. Typing on is none, and on the way to a button the
// page must not move under the finger.
document.addEventListener("click", () => { at("moved").hidden = true; });

// One's own, which no stream carries

let refreshing = 0;

function refreshSoon(ms = 400) {
  clearTimeout(refreshing);
  refreshing = setTimeout(refresh, jittered(ms));
}

async function refresh() {
  const { status, body } = await ask(ours("/mine"));
  if (status === 200 && body) learn(body);
  else if (status === 401) showUnknown();
  else if (status === 403 && body) showGone(body);
  else refreshSoon(4000);
}

function learn(body) {
  clearTimeout(refreshing);
  newest = body.newest;
  put("mine", body.mine);
  if (body.promptKey === answer.key) answer.fill(body.prompt);
  offers.beside(body.beside);
}

function showUnknown() {
  at("unknown").hidden = false;
}

function showGone({ joining }) {
  const gone = at("gone");
  gone.querySelectorAll("[data-joining]").forEach((one) => {
    one.hidden = (one.dataset.joining === "open") !== joining;
  });
  // No stream tells it any more when that changes.
  refreshSoon(JOINING);
  if (!gone.hidden) return;
  stream.end();
  // What the group has is not this phone's any more. Its own words stay where they are stored.
  ["link", "group", "said", "moved"].forEach((id) => { at(id).textContent = ""; });
  Array.from(at("main").children).forEach((part) => { part.hidden = part !== gone; });
  ["ours", "card", "shown", "mine", "progress"].forEach((id) => { at(id).textContent = ""; });
  document.querySelector("footer").hidden = true;
  hearClock({ run: null });
  gone.focus();
}

// The stream

const stream = new Stream(ours("/stream"), {
  clock: hearClock,
  region(data) {
    if (regions[data.name]) regions[data.name](data);
  },
  ours(data) {
    if (put("ours", data.html) && at("ours").querySelector(".beside")) refreshSoon();
    if (answer.form && data.run === answer.run && data.versions !== answer.versions) {
      answer.versions = data.versions;
      refreshSoon(100);
    }
    answer.pen.hear(data);
  },
  progress({ line }) {
    at("progress").textContent = line;
  },
  you(data) {
    first = false;
    speakUp();
    if (data.newest !== newest) refreshSoon();
  },
  beat() {},
  gone: showGone,
}, {
  up() {
    at("link").textContent = "";
    at("unknown").hidden = true;
    outbox.soon();
  },
  down() {
    at("link").textContent = "No connection to the laptop. Trying again; what you write is kept.";
  },
  refused: () => refreshSoon(),
});

window.addEventListener("storage", ({ key }) => {
  if (key && !key.startsWith(store.prefix)) return;
  sayHowItStands();
  unsent.show();
  outbox.wake();
});

function start() {
  answer.attach();
  offers.restore();
  sayHowItStands();
  outbox.soon();
  stream.open();
}

start();
