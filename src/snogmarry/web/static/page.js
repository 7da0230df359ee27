// The participant's page. It works without this as a form; with this it follows the room,
// and what is written outlives the network.

import { Outbox, Store, ask, jittered, ours, randomKey } from "./outbox.js";
import { Stream } from "./stream.js";
import { Pen } from "./pen.js";
import { hearClock } from "./clock.js";
import {
  charactersLeft, clearProblems, controlsOf, fieldsOf, isReady, plural, runOf, sendButton, wordsOf,
} from "./form.js";

const page = document.body.dataset;
const me = Number(page.participant);
const at = (id) => document.getElementById(id);
const store = new Store(`snogmarry:${page.session}:${me}:`);

document.documentElement.classList.add("js");

// The state of this page, beside what stands in the document itself

let newest = Number(page.newest);
let form = null; // what is being filled in; null where nothing is asked
let promptKey = at("prompt").dataset.key;
let changed = false; // whether the form holds something that was not sent
let furthest = 0; // the latest run that was asked here
let versions = 0; // of the group's answer, as shown last
let first = true; // until the first snapshot is in
const shown = {}; // the HTML of each region as it was put in last

// Saying things, to eyes and to screen readers

let news = [];

function announce(line) {
  if (first || !line) return;
  news.push(line);
  if (news.length > 1) return;
  setTimeout(() => {
    at("news").textContent = news.join(" ");
    news = [];
  }, 500);
}

function say(line, state = "") {
  const said = at("said");
  if (said.textContent !== line) said.textContent = line;
  said.dataset.state = state;
}

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
    if (key !== promptKey) showPrompt(key, html);
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

// The prompt and its form

function showPrompt(key, html) {
  const inside = at("prompt").contains(document.activeElement);
  at("prompt").innerHTML = html;
  at("prompt").dataset.key = key;
  promptKey = key;
  say("");
  hideOffer();
  attach();
  const question = at("question");
  // What had the focus is gone; without this a screen reader would be lost.
  if (inside) (question || at("main")).focus();
  announce(question ? question.textContent : at("prompt").textContent.trim());
}

function attach() {
  form = at("prompt").querySelector("form");
  changed = false;
  versions = form ? Number(form.elements.seen.value) : 0;
  pen.attach(form, runOf(form));
  if (form) {
    form.addEventListener("input", noteInput);
    form.addEventListener("change", keepPlacesApart);
    form.addEventListener("submit", submit);
    form.querySelectorAll("select").forEach((one) => { one.dataset.was = one.value; });
    restore();
    showCount();
    pen.show();
    // Went back to an earlier step: what was given then is not in what all get alike.
    if (runOf(form) <= furthest) refreshSoon();
    furthest = Math.max(furthest, runOf(form));
  }
  showUnsent();
}

function noteInput() {
  noteChange();
  pen.typed();
  clearProblems(form);
  showCount();
  noteWriting();
  if (["kept", "late", "beside"].includes(at("said").dataset.state)) {
    say("Changed, and not sent yet.", "changed");
  }
}

/** The form holds something unsent: keep it on the phone. */
function noteChange() {
  changed = true;
  const words = wordsOf(form);
  if (!words) {
    store.remove(`half:${promptKey}`);
    return;
  }
  store.set(`half:${promptKey}`, {
    promptKey, words, run: runOf(form), title: titleOf(), path: form.getAttribute("action"),
    fields: fieldsOf(form),
  });
}

function titleOf() {
  return at("question").textContent;
}

let writingIn = 0;

function noteWriting() {
  if (writingIn === runOf(form)) return;
  writingIn = runOf(form);
  ask("/writing", { run: writingIn });
}

function restore() {
  const half = store.get(`half:${promptKey}`);
  if (!half) return;
  putFields(half.fields);
  changed = true;
  say("What you were writing is here again. It was not sent yet.", "changed");
}

function putFields(fields) {
  const has = (name, value) => fields.some(([n, v]) => n === name && v === value);
  const value = (name) => (fields.find(([n]) => n === name) || [name, ""])[1];
  controlsOf(form).forEach((one) => {
    if (one.type === "radio" || one.type === "checkbox") one.checked = has(one.name, one.value);
    else one.value = value(one.name);
  });
  // Writing began when the group's answer stood so; what came since must not be overwritten.
  form.elements.seen.value = value("seen") || 0;
}

/** Fill the form with what stands on the laptop, without touching a word that was not sent. */
function fill(html) {
  if (!form || changed || outbox.waiting().some((item) => item.run === runOf(form))) return;
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
  showCount();
}

/** Places of a ranking are given once: who takes one gives the other the old one. */
function keepPlacesApart({ target }) {
  if (target.tagName !== "SELECT") return;
  form.querySelectorAll("select").forEach((other) => {
    if (other !== target && other.value && other.value === target.value) {
      other.value = target.dataset.was;
      other.dataset.was = other.value;
    }
  });
  target.dataset.was = target.value;
  noteChange();
}

// Counting characters, as the laptop counts them

let nearness = 0;

function showCount() {
  const count = charactersLeft(form);
  if (!count) return;
  const { box, used, left } = count;
  const line = at("count");
  const over = left < 0;
  line.classList.toggle("over", over);
  box.setAttribute("aria-invalid", over ? "true" : "false");
  if (over) line.textContent = `${plural(-left, "character")} too many`;
  else if (used) line.textContent = `${plural(left, "character")} left`;
  else line.textContent = `At most ${plural(left, "character")}`;
  const near = [20, 10, -0.5].filter((mark) => left <= mark).length;
  if (near > nearness) announce(line.textContent);
  nearness = near;
}

// Sending

function submit(event) {
  event.preventDefault();
  if (pen.theirs) {
    say(`${pen.name} has the pen. Take the pen to send your words.`, "changed");
    return;
  }
  if (!isReady(form)) return;
  changed = false;
  pen.sent();
  hideOffer();
  store.remove(`own:${promptKey}`);
  send({
    run: runOf(form), title: titleOf(), words: wordsOf(form), path: form.getAttribute("action"),
    fields: fieldsOf(form),
  });
  store.remove(`half:${promptKey}`);
  if (form.dataset.kind === "learn") {
    form.reset();
    showCount();
  }
}

/** Put something into the outbox, under a key and a counter of its own. */
function send({ run, title, words, path, fields }, seen) {
  const key = randomKey();
  const named = new Map(fields.filter(([name]) => name === "counter" || name === "seen"));
  const counter = outbox.count(Number(named.get("counter")) || 0);
  const own = ["key", "counter", "seen"];
  const all = fields.filter(([name]) => !own.includes(name)).concat([
    ["key", key], ["counter", String(counter)],
    ["seen", String(seen === undefined ? Number(named.get("seen")) || 0 : seen)],
  ]);
  outbox.add({ key, counter, run, title, words, path, fields: all });
}

function kept(item, body) {
  learn(body);
  const stop = /[.?!…]$/.test(item.title) ? "" : ":";
  const about = item.run === runOf(form) ? "" : `${item.title}${stop} `;
  say(about + body.line, body.said);
}

const outbox = new Outbox(store, {
  kept,
  unknown: showUnknown,
  changed() {
    sayHowItStands();
    showUnsent();
  },
});

// What only this phone has: waiting, refused, or never sent before the room went on

function unsent() {
  const entry = (one, note, sending) => ({ one, note, sending });
  const waiting = outbox.failing ? outbox.waiting() : [];
  const halves = store.all("half:").filter((half) => half.promptKey !== promptKey);
  return [
    ...waiting.map((one) => entry(one, "Not sent yet; it goes by itself.", "")),
    ...outbox.refused().map((one) => (
      entry(one, `Not taken: ${one.line}`, written(one) ? "Change it" : "Try again"))),
    ...store.left(`snogmarry:${page.session}:`).map((one) => (
      entry(one, "Left on this phone by who had it before you. Not sent.", "Send as yours"))),
    ...halves.map((one) => entry(one, "You were writing this when the room went on.", "Send it")),
  ];
}

function showUnsent() {
  const list = unsent();
  const section = at("unsent");
  const reads = JSON.stringify(list);
  if (shown.unsent === reads) return;
  shown.unsent = reads;
  const inside = section.contains(document.activeElement);
  const items = section.querySelector("ul");
  items.textContent = "";
  list.forEach(({ one, note, sending }) => {
    const item = section.querySelector("template").content.cloneNode(true);
    item.querySelector(".who b").textContent = one.title;
    item.querySelector(".who small").textContent = note;
    item.querySelector(".text").textContent = one.words;
    item.querySelector(".do").hidden = !sending;
    const [again, remove] = item.querySelectorAll("button");
    const box = item.querySelector("textarea");
    again.textContent = sending;
    again.addEventListener("click", () => {
      if (one.key && written(one)) changeUnsent(one, box, again);
      else sendUnsent(one);
    });
    remove.addEventListener("click", () => removeUnsent(one));
    items.append(item);
  });
  section.hidden = list.length === 0;
  if (inside) (section.hidden ? at("main") : at("unsent-title")).focus();
}

/** The field that was written freely, if the form has one. */
function written(one) {
  return one.fields.find(([name]) => name === "text" || name === "words");
}

/** Refused words go back into the box they came from, or into one of their own to be sent late. */
function changeUnsent(one, box, button) {
  const free = form && !pen.theirs && (!changed || wordsOf(form) === one.words);
  if (free && one.run === runOf(form)) {
    putFields(one.fields);
    noteInput();
    removeUnsent(one);
    const [name] = written(one);
    form.elements[name].focus();
    return;
  }
  const [name, words] = written(one);
  if (box.hidden) {
    box.value = words;
    box.hidden = false;
    box.previousElementSibling.hidden = true;
    button.textContent = "Send it";
    box.focus();
    return;
  }
  const fields = one.fields.map(([n, v]) => [n, n === name ? box.value : v]);
  send({ ...one, fields, words: words ? one.words.replace(words, () => box.value) : box.value });
  removeUnsent(one);
}

function sendUnsent(one) {
  if (one.key) {
    outbox.retry(one.key);
    return;
  }
  send(one);
  removeUnsent(one);
}

function removeUnsent(one) {
  if (one.left) localStorage.removeItem(one.left);
  else if (one.key) outbox.forget(one.key);
  else store.remove(`half:${one.promptKey}`);
  showUnsent();
}

// An offer: words of one's own that did not become the group's answer

let offering = ""; // which: "own", or a version beside the group's answer

function offer(title, words, label, take, drop) {
  const section = at("offer");
  const [yes, no] = section.querySelectorAll("button");
  at("offer-title").textContent = title;
  section.querySelector(".text").textContent = words;
  yes.textContent = label;
  yes.onclick = take;
  no.onclick = () => {
    drop();
    hideOffer();
  };
  section.hidden = false;
  announce(title);
}

function hideOffer() {
  const inside = at("offer").contains(document.activeElement);
  at("offer").hidden = true;
  offering = "";
  if (inside) (at("question") || at("main")).focus();
}

/** What the laptop says lies beside the group's answer, unless it was let go here. */
function offerBeside(own) {
  if (offering === "own") return;
  const dropped = `let:${runOf(form)}`;
  if (!own || !form || own.run !== runOf(form) || own.seq <= store.get(dropped)) {
    hideOffer();
    return;
  }
  const name = `beside-${own.seq}`;
  if (offering === name) return;
  offering = name;
  const title = "Your group's answer changed while you wrote yours";
  const item = { ...own, title: titleOf(), path: form.getAttribute("action") };
  offer(title, own.words, "Make mine the group's answer", () => {
    hideOffer();
    send(item, versions);
  }, () => store.set(dropped, own.seq));
}

function offerOwn(words) {
  store.set(`own:${promptKey}`, words);
  offering = "own";
  offer("Your own version is kept", words, "Use it instead", () => {
    const box = form.elements.text;
    const other = box.value;
    box.value = words;
    hideOffer();
    filled();
    pen.typed();
    box.focus();
    // They change places: nothing that anybody wrote goes without being asked for.
    if (other.trim() && other !== words) offerOwn(other);
  }, () => store.remove(`own:${promptKey}`));
}

const pen = new Pen(me, {
  changed: () => changed,
  filled,
  own: offerOwn,
  say: (line) => say(line, "changed"),
});

/** Words were put into the box that are not sent yet, with the group's answer in view. */
function filled() {
  form.elements.seen.value = versions;
  noteChange();
  showCount();
}

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
  else if (status === 403 && body) showGone();
  else refreshSoon(4000);
}

function learn(body) {
  clearTimeout(refreshing);
  newest = body.newest;
  put("mine", body.mine);
  if (body.promptKey === promptKey) fill(body.prompt);
  offerBeside(body.beside);
}

function showUnknown() {
  at("unknown").hidden = false;
}

function showGone() {
  const gone = at("gone");
  if (!gone.hidden) return;
  stream.end();
  // What the group has is not this phone's any more. Its own words stay where they are stored.
  ["link", "group", "said", "moved"].forEach((id) => { at(id).textContent = ""; });
  Array.from(at("main").children).forEach((part) => { part.hidden = part !== gone; });
  ["ours", "card", "shown", "mine", "progress"].forEach((id) => { at(id).textContent = ""; });
  document.querySelector("footer").hidden = true;
  at("clock").hidden = true;
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
    if (form && data.run === runOf(form) && data.versions !== versions) {
      versions = data.versions;
      refreshSoon(100);
    }
    pen.hear(data);
  },
  progress({ line }) {
    at("progress").textContent = line;
  },
  you(data) {
    first = false;
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
  showUnsent();
  outbox.wake();
});

function start() {
  attach();
  const own = store.get(`own:${promptKey}`);
  if (form && own) offerOwn(own);
  sayHowItStands();
  outbox.soon();
  stream.open();
}

start();
