import { el, rebuildIf } from './dom.js';

/** A labelled choice that keeps its element while its options stay the same. */
export class Select {
  constructor(label, onChoose) {
    this.select = el('select', { name: label.toLowerCase(), onchange: () => onChoose(this.select.value) });
    this.element = el('label', { class: 'choice' }, label, this.select);
  }

  /** Shows `options` as `[value, text, tooltip]`; one alone is not a choice. */
  update(options, value) {
    rebuildIf(this.select, JSON.stringify(options), () => {
      this.select.replaceChildren(...options.map(([own, text, tip]) => el('option', { value: own, title: tip }, text)));
    });
    this.select.value = value;
    this.select.disabled = options.length < 2;
    this.element.hidden = options.length === 0;
  }
}
