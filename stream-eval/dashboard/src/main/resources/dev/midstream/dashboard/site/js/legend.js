/** The points of a chart, each of which can be hidden. */
import { el, rebuildIf } from './dom.js';
import { named } from './palette.js';

export class Legend {
  constructor(view) {
    this.view = view;
    this.boxes = new Map();
    this.element = el('div', { class: 'legend-row', role: 'group', 'aria-label': 'Points shown' });
  }

  /** Shows all points of `figures` and answers those that are not hidden. */
  update(figures) {
    const signature = JSON.stringify(figures.points.map((point) => [point, figures.about(point).role]));
    rebuildIf(this.element, signature, () => {
      this.boxes = new Map(figures.points.map((point) => [point,
        el('input', { type: 'checkbox', onchange: () => this.view.toggle(point) })]));
      this.element.replaceChildren(...figures.points.map((point) =>
        el('label', { 'data-point': point }, this.boxes.get(point), named(point, figures))));
    });
    for (const [point, box] of this.boxes) {
      box.checked = this.view.isShown(point);
    }
    return figures.points.filter((point) => this.view.isShown(point));
  }
}
