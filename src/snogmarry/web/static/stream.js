// What comes down from the laptop, for as long as the page is looked at.

import { jittered, longer } from "./outbox.js";

const WATCHDOG = 16000; // ms; the server gives a sign of life every 5 s
const FIRST = 300;
const LONGEST = 6000;

export class Stream {
  /** `events`: what to do with each kind of event; `told`: up(), down(), refused(). */
  constructor(path, events, told) {
    this.path = path;
    this.events = events;
    this.told = told;
    this.source = null;
    this.ended = false;
    this.delay = FIRST;
    this.timer = 0;
    this.dog = 0;
    this.follow();
  }

  /** Close when hidden, because a phone that sleeps kills connections without a word. */
  follow() {
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) this.close();
      else this.anew();
    });
    window.addEventListener("pagehide", () => this.close());
    window.addEventListener("pageshow", (event) => event.persisted && this.anew());
    window.addEventListener("online", () => this.anew());
    window.addEventListener("offline", () => this.lost());
  }

  /** Something changed for the better: no need to wait any longer. */
  anew() {
    this.delay = FIRST;
    this.open();
  }

  open() {
    this.close();
    if (this.ended || document.hidden) return;
    const source = new EventSource(this.path);
    this.source = source;
    source.onerror = () => {
      // Refused, perhaps because nobody is known by this phone any more; or just not there.
      if (source.readyState === EventSource.CLOSED) this.told.refused();
      this.lost();
    };
    Object.keys(this.events).forEach((name) => {
      source.addEventListener(name, (event) => {
        this.heard();
        this.events[name](event.data ? JSON.parse(event.data) : {});
      });
    });
    this.watch();
  }

  heard() {
    this.watch();
    if (this.delay === 0) return;
    this.delay = 0;
    this.told.up();
  }

  watch() {
    clearTimeout(this.dog);
    this.dog = setTimeout(() => this.lost(), WATCHDOG);
  }

  lost() {
    this.close();
    if (this.ended || document.hidden) return;
    this.told.down();
    this.delay = longer(this.delay || FIRST, LONGEST);
    this.timer = setTimeout(() => this.open(), jittered(this.delay));
  }

  close() {
    clearTimeout(this.timer);
    clearTimeout(this.dog);
    if (this.source) this.source.close();
    this.source = null;
  }

  end() {
    this.ended = true;
    this.close();
  }
}
