// What the phone keeps until it is on the laptop's disk, and how it gets there.

const PATIENCE = 10000; // ms for one request
const SETTLING = 60; // ms in which tabs see each other's writing
const FIRST = 800; // ms before the second try
const LONGEST = 15000;
const GROWTH = 1.7;
const LATER = [401, 408, 425, 429]; // of the 4xx: not for good
const TOO_LARGE = 413;

/** Sixteen random bytes. Not crypto.randomUUID, which plain http does not have. */
export function randomKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A wait with jitter, so that a room full of phones does not come back at one instant. */
export function jittered(ms) {
  return ms * (0.7 + 0.6 * Math.random());
}

/** The wait after this one. */
export function longer(ms, longest = LONGEST) {
  return Math.min(ms * GROWTH, longest);
}

/** Whose page this is. Another tab may have joined as somebody else, or another session. */
const PAGE = document.body.dataset.page;

/** The address of what is for the person of this page alone. */
export function ours(path) {
  return `${path}?page=${PAGE}`;
}

/** The fields with whose page they come from, and that once. */
function signed(fields) {
  const all = new URLSearchParams(fields);
  all.set("page", PAGE);
  return all;
}

/** Ask the server; status 0 if it did not answer, body null if it was not our server. */
export async function ask(path, fields) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const reply = await fetch(path, {
      method: fields ? "POST" : "GET",
      body: fields ? signed(fields) : undefined,
      headers: { Accept: "application/json" },
      cache: "no-store",
      redirect: "error",
      signal: stop.signal,
    });
    const body = await reply.json().catch(() => null);
    return { status: reply.status, body };
  } catch (_) {
    return { status: 0, body: null };
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Sends one thing after another, in order. Each is an entry of its own in the store, written
 * before it is sent and removed when the laptop says that it is on the disk.
 */
export class Outbox {
  /** `told`: kept(item, body), unknown(), changed(). */
  constructor(store, told) {
    this.store = store;
    this.told = told;
    this.tab = randomKey();
    this.busy = false;
    this.delay = FIRST;
    this.failing = false;
    this.timer = 0;
    window.addEventListener("pagehide", () => this.release());
  }

  waiting() {
    return this.store.all("out:");
  }

  refused() {
    return this.store.all("no:");
  }

  /** A number that grows with everything that is sent from here, and past `known`. */
  count(known) {
    const next = Math.max(Number(this.store.get("counter")) || 0, known) + 1;
    this.store.set("counter", next);
    return next;
  }

  /** Send something under a key and a counter of its own; `seen` in place of its own, if given. */
  send({ run, title, words, path, fields, limit }, seen) {
    const key = randomKey();
    const named = new Map(fields.filter(([name]) => name === "counter" || name === "seen"));
    const counter = this.count(Number(named.get("counter")) || 0);
    const own = ["key", "counter", "seen"];
    const all = fields.filter(([name]) => !own.includes(name)).concat([
      ["key", key], ["counter", String(counter)],
      ["seen", String(seen === undefined ? Number(named.get("seen")) || 0 : seen)],
    ]);
    const place = String(counter).padStart(9, "0");
    const item = { key, counter, place, run, title, words, path, limit, fields: all };
    this.store.set(nameOf("out", item), item);
    this.told.changed();
    this.soon();
  }

  /** Try again what was refused, under the same key. */
  retry(key) {
    const item = this.refused().find((one) => one.key === key);
    if (!item) return;
    this.store.set(nameOf("out", item), { ...item, line: undefined });
    this.store.remove(nameOf("no", item));
    this.told.changed();
    this.soon();
  }

  forget(key) {
    this.refused()
      .filter((one) => one.key === key)
      .forEach((one) => this.store.remove(nameOf("no", one)));
    this.told.changed();
  }

  /** The connection is back: no need to wait any longer. */
  soon() {
    this.delay = FIRST;
    this.again(0);
  }

  /** Another tab changed something: see to it that what waits is tried again some time. */
  wake() {
    if (!this.timer && !this.busy) this.again(jittered(1000));
  }

  again(ms) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.pump(), ms);
  }

  async pump() {
    this.timer = 0;
    if (this.busy || !this.waiting().length) return;
    this.busy = true;
    try {
      if (await this.claim()) await this.sendNext();
      else this.again(jittered(1000));
    } finally {
      this.busy = false;
    }
  }

  async sendNext() {
    const item = this.waiting()[0];
    if (item) {
      this.told.changed();
      this.settle(item, await ask(item.path, item.fields));
      this.told.changed();
    }
    if (!this.waiting().length || this.failing) this.release();
  }

  settle(item, { status, body }) {
    if (status === 200 && body && body.said) {
      this.store.remove(nameOf("out", item));
      this.failing = false;
      this.told.kept(item, body);
      this.soon();
    } else if (isFinal(status, body)) {
      const line = (body && body.line) || "That is too much for one answer.";
      this.store.set(nameOf("no", item), { ...item, line });
      this.store.remove(nameOf("out", item));
      this.failing = false;
      this.soon();
    } else {
      if (status === 401) this.told.unknown();
      this.failing = true;
      this.again(jittered(this.delay));
      this.delay = longer(this.delay);
    }
  }

  // Two tabs of one person share what waits; one of them sends at a time.

  async claim() {
    const lock = this.lock();
    if (lock && lock.tab !== this.tab) return false;
    this.store.set("lock", { tab: this.tab, until: Date.now() + PATIENCE + 2000 });
    if (lock) return true;
    // Tabs learn of each other's writing only after a moment; who wrote last has it.
    await new Promise((resolve) => setTimeout(resolve, jittered(SETTLING)));
    const now = this.lock();
    return Boolean(now) && now.tab === this.tab;
  }

  /** Who sends; null if nobody does, or died over it. */
  lock() {
    const lock = this.store.get("lock");
    const left = lock ? lock.until - Date.now() : 0;
    return left > 0 && left < 2 * PATIENCE ? lock : null;
  }

  release() {
    const lock = this.store.get("lock");
    if (lock && lock.tab === this.tab) this.store.remove("lock");
  }
}

/** Under which name something is kept: what is on its way (out), or was refused (no). */
export function nameOf(kind, item) {
  return `${kind}:${item.place}:${item.key}`;
}

/** Only our own server can say that something will never be taken, not a portal on the way. */
function isFinal(status, body) {
  if (status === TOO_LARGE) return true;
  const refusal = status >= 400 && status < 500 && !LATER.includes(status);
  return Boolean(refusal && body && body.line);
}
