/** The links between views. They are real links: they can be copied and opened in a new tab. */
import { byId, el } from './dom.js';

export class Nav {
  constructor(view, entries) {
    this.view = view;
    this.entries = entries;
    this.links = entries.map((entry) => el('a', { onclick: (event) => this.#follow(event, entry) }, entry.title));
    this.#address();
    byId('nav').append(...this.links);
  }

  /** Each link's address keeps the reader's other choices. They are links before the first figures are there. */
  #address() {
    this.entries.forEach(({ name }, place) => {
      this.links[place].href = this.view.addressOf('view', name);
    });
  }

  /** Marks the present view and answers its entry. */
  update() {
    const present = this.entries.find(({ name }) => name === this.view.get('view')) ?? this.entries[0];
    this.#address();
    this.entries.forEach((entry, place) => {
      const link = this.links[place];
      if (entry !== present) {
        link.removeAttribute('aria-current');
      } else if (!link.hasAttribute('aria-current')) {
        link.setAttribute('aria-current', 'page');
        // On a phone the links are wider than the screen.
        link.scrollIntoView({ block: 'nearest', inline: 'center' });
      }
    });
    document.title = `${present.title} · Midstream`;
    return present;
  }

  #follow(event, entry) {
    if (event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      this.view.go('view', entry.name);
    }
  }
}
