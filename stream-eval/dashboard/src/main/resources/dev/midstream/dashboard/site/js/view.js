/** What the reader chose, kept in the address so that a view can be shared and survives a reload. */
const NAMES = [
  'view', 'run', 'model', 'dataset', 'labels', 'point', 'against', 'corruption', 'figure', 'cell', 'images',
];

export class View {
  #chosen = new Map();
  #hidden = new Set();
  #listener;

  constructor(listener) {
    this.#listener = listener;
    this.#read();
    window.addEventListener('popstate', () => {
      this.#read();
      listener();
    });
  }

  #read() {
    const query = new URLSearchParams(location.search);
    this.#chosen = new Map(NAMES.filter((name) => query.has(name)).map((name) => [name, query.get(name)]));
    this.#hidden = new Set(query.getAll('hide'));
  }

  #address(chosen = this.#chosen) {
    const query = new URLSearchParams([...chosen, ...[...this.#hidden].map((point) => ['hide', point])]);
    const text = query.toString();
    return text === '' ? location.pathname : `?${text}`;
  }

  #write() {
    history.replaceState(null, '', this.#address());
    this.#listener();
  }

  /** The address with another value. */
  addressOf(name, value) {
    return this.#address(new Map([...this.#chosen, [name, value]]));
  }

  /** Chooses a value as a step of its own, which the browser's back button undoes. */
  go(name, value) {
    this.#chosen.set(name, value);
    history.pushState(null, '', this.#address());
    this.#listener();
  }

  /** The chosen value, or null for the page's own choice. */
  get(name) {
    return this.#chosen.get(name) ?? null;
  }

  /** Chooses a value; null goes back to the page's own choice. */
  set(name, value) {
    if (value === null) {
      this.#chosen.delete(name);
    } else {
      this.#chosen.set(name, value);
    }
    this.#write();
  }

  isShown(point) {
    return !this.#hidden.has(point);
  }

  toggle(point) {
    if (!this.#hidden.delete(point)) {
      this.#hidden.add(point);
    }
    this.#write();
  }

  /** The cell that is looked at closely: `{corruption, severity}`, or null. */
  get cell() {
    const [, severity, corruption] = /^(\d)~(.+)$/s.exec(this.get('cell') ?? '') ?? [];
    return corruption === undefined ? null : { corruption, severity: Number(severity) };
  }

  set cell({ corruption, severity }) {
    this.set('cell', `${severity}~${corruption}`);
  }
}
