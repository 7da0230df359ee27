// The clock: it comes with what is left, and goes on by itself.

const ALOUD = [60, 30, 10]; // seconds at which it is said, and at no other time

const at = (id) => document.getElementById(id);
let clock = { run: null };
let since = 0;
let before = Infinity;

/** How it stands with the clock now. */
export function hearClock(data) {
  clock = data;
  since = performance.now();
  before = Infinity;
  at("prompt").dataset.closed = data.asks && data.closed ? "yes" : "no";
  tick();
}

/** Such as 4:05; what is left rounded up, what is over rounded down. */
function figures(ms) {
  const seconds = ms > 0 ? Math.ceil(ms / 1000) : Math.floor(-ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function show(id, text) {
  at(id).hidden = !text;
  if (at(id).textContent !== text) at(id).textContent = text;
}

function tick() {
  if (clock.run === null) {
    show("clock", "");
    show("phase", "");
    return;
  }
  const gone = clock.going ? performance.now() - since : 0;
  const left = clock.left - gone;
  const state = clock.closed ? "closed" : clock.going ? "" : "paused";
  show("clock", `${figures(left)} ${left > 0 ? "left" : "over"}${state && `, ${state}`}`);
  at("clock").dataset.state = left > 0 ? state : "over";
  show("phase", phaseAt(clock.elapsed + gone));
  sayAloud(left);
}

/** The part of a discussion that goes on. */
function phaseAt(elapsed) {
  let end = 0;
  const phase = clock.phases.find(([, time]) => {
    end += time;
    return elapsed < end;
  });
  return phase ? `Now: ${phase[0]}, ${figures(end - elapsed)} left of it` : "";
}

function sayAloud(left) {
  const mark = ALOUD.find((seconds) => before > seconds * 1000 && left <= seconds * 1000);
  const passed = before < Infinity && left > 0 && clock.going && !clock.closed;
  before = left;
  if (mark && passed) at("time").textContent = mark === 60 ? "One minute left" : `${mark} seconds left`;
}

setInterval(tick, 250);
