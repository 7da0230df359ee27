// What is kept on this phone, by name.

/** Named values in localStorage; in memory where a browser blocks that or it is full. */
export class Store {
  constructor(prefix) {
    this.prefix = prefix;
    this.memory = new Map();
    this.lasting = true;
    this.set("probe", 1);
    this.remove("probe");
  }

  get(name) {
    if (this.memory.has(name)) return this.memory.get(name);
    try {
      return JSON.parse(localStorage.getItem(this.prefix + name));
    } catch (_) {
      return null;
    }
  }

  set(name, value) {
    try {
      localStorage.setItem(this.prefix + name, JSON.stringify(value));
      this.memory.delete(name);
      this.lasting = true;
    } catch (_) {
      this.memory.set(name, value);
      this.lasting = false;
    }
  }

  remove(name) {
    this.memory.delete(name);
    try {
      localStorage.removeItem(this.prefix + name);
    } catch (_) {
      // Then it was in memory only.
    }
  }

  /** What another person of this session left on the phone, each with its full name. */
  left(session) {
    const found = [];
    try {
      Object.keys(localStorage).sort().forEach((name) => {
        if (!name.startsWith(session) || name.startsWith(this.prefix)) return;
        if (!/^\d+:(out|no|half):/.test(name.slice(session.length))) return;
        found.push({ ...JSON.parse(localStorage.getItem(name)), left: name, key: undefined });
      });
    } catch (_) {
      // Then nothing was left.
    }
    return found;
  }

  /** Keep what was left under its own name, with other words. */
  setLeft({ left, ...one }) {
    try {
      localStorage.setItem(left, JSON.stringify(one));
    } catch (_) {
      // Then it stays as it was.
    }
  }

  /** The names that begin so, in order. */
  names(start) {
    const found = new Set(Array.from(this.memory.keys()));
    try {
      for (let i = 0; i < localStorage.length; i += 1) {
        const name = localStorage.key(i);
        if (name.startsWith(this.prefix)) found.add(name.slice(this.prefix.length));
      }
    } catch (_) {
      // Then memory is all there is.
    }
    return Array.from(found).filter((name) => name.startsWith(start)).sort();
  }

  all(start) {
    return this.names(start).map((name) => this.get(name)).filter(Boolean);
  }
}
