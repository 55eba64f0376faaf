/** A table of corruption by severity whose cells are coloured by their figure. */
import { el, rebuildIf, setText } from './dom.js';
import { CLEAN, extent, mean } from './figures.js';
import * as format from './format.js';
import { accuracyRange, differenceRange, eceRange, share } from './scale.js';

const MEAN = 'mean';
/** The two figures that have a map: what they are called and which direction is better. */
export const KINDS = {
  accuracy: { title: 'Accuracy', range: accuracyRange, sign: 1 },
  ece: { title: 'ECE', range: eceRange, sign: -1 },
};

export class HeatMap {
  constructor(figure, name, onChoose) {
    this.figure = figure;
    this.name = name;
    this.kind = KINDS[name];
    this.onChoose = onChoose;
    this.cells = new Map();
    this.title = el('b');
    this.legend = el('span', { class: 'legend' }, el('span'), el('i'), el('span'));
    this.table = el('table', { role: 'grid', onkeydown: (event) => this.#move(event) });
    this.caption = el('p', { class: 'caption' });
    figure.append(el('figcaption', {}, this.title, this.legend), this.table, this.caption);
  }

  /** Shows `point`, or its difference from `against` if that is not null. */
  update(figures, point, against, chosen) {
    const difference = against !== null;
    const show = difference ? format.points : format.percentNumber;
    const unit = difference ? 'percentage points' : '% of images';
    this.figure.dataset.scale = difference ? 'difference' : this.name;
    this.strong = Number(getComputedStyle(this.figure).getPropertyValue('--strong'));
    setText(this.title, difference
      ? `${this.kind.title}: ${point} − ${against}, % points`
      : `${this.kind.title} of ${point}, %`);
    const { corruptions, severities } = figures;
    rebuildIf(this.table, JSON.stringify([corruptions, severities]), () => this.#build(corruptions, severities));
    this.table.setAttribute('aria-label', this.title.textContent);

    const value = (corruption, severity, who = point) => figures.cell(who, corruption, severity)?.[this.name] ?? null;
    const of = (corruption, severity) => {
      const own = value(corruption, severity);
      const other = difference ? value(corruption, severity, against) : 0;
      return own === null || other === null ? null : own - other;
    };
    // All points share a scale, so that a colour means the same when the point changes.
    const range = difference
      ? differenceRange([[CLEAN, 0], ...corruptions.flatMap((c) => severities.map((s) => [c, s]))]
        .map(([c, s]) => of(c, s)).filter((each) => each !== null))
      : this.kind.range(figures.metrics.map((metric) => metric[this.name]).filter((each) => each !== null));
    this.#showLegend(range, difference);

    const paint = (key, number, label) => this.#paint(this.cells.get(key), number, range, difference, show, label);
    const label = (corruption, severity) => {
      const cell = figures.cell(point, corruption, severity);
      const where = severity === 0 ? 'clean' : `${format.plainName(corruption)}, severity ${severity}`;
      return cell === null ? `${where}: no images yet` : `${where}: ${show(of(corruption, severity))} ${unit}`
        + ` (${format.images(cell.count)})`;
    };
    paint(this.#key(CLEAN, 0), of(CLEAN, 0), label(CLEAN, 0));
    for (const corruption of corruptions) {
      for (const severity of severities) {
        paint(this.#key(corruption, severity), of(corruption, severity), label(corruption, severity));
      }
      const row = mean(severities.map((severity) => of(corruption, severity)));
      paint(this.#key(corruption, MEAN), row, `${format.plainName(corruption)}, mean: ${show(row)} ${unit}`);
    }
    for (const severity of severities) {
      const column = mean(corruptions.map((corruption) => of(corruption, severity)));
      paint(this.#key(MEAN, severity), column, `mean at severity ${severity}: ${show(column)} ${unit}`);
    }
    const all = mean(corruptions.flatMap((c) => severities.map((s) => of(c, s))));
    paint(this.#key(MEAN, MEAN), all, `mean of all cells: ${show(all)} ${unit}`);
    this.#mark(chosen);
    const { count, until } = extent(figures.of(point));
    setText(this.caption, `${format.images(count)}, up to ${format.moment(until)}`);
  }

  #key(...parts) {
    return JSON.stringify(parts);
  }

  #build(corruptions, severities) {
    this.cells.clear();
    const head = el('tr', {}, el('td', { class: 'none' }),
      ...severities.map((severity) => el('th', { scope: 'col' }, String(severity))),
      el('th', { scope: 'col', class: 'mean' }, MEAN));
    const clean = el('tr', {}, el('th', { scope: 'row' }, 'clean'),
      this.#cell(CLEAN, 0, { colspan: Math.max(1, severities.length) }));
    const rows = corruptions.map((corruption) => el('tr', {},
      el('th', { scope: 'row', title: corruption }, format.plainName(corruption)),
      ...severities.map((severity) => this.#cell(corruption, severity)),
      this.#cell(corruption, MEAN, { class: 'mean' })));
    const means = el('tr', { class: 'means' }, el('th', { scope: 'row' }, MEAN),
      ...severities.map((severity) => this.#cell(MEAN, severity, { class: 'mean' })),
      this.#cell(MEAN, MEAN, { class: 'mean' }));
    this.table.replaceChildren(
      el('colgroup', {}, el('col', { class: 'names' })),
      el('thead', {}, head),
      el('tbody', {}, clean, ...rows, corruptions.length === 0 ? '' : means));
  }

  #cell(corruption, severity, attributes = {}) {
    const chooseable = corruption !== MEAN && severity !== MEAN;
    const cell = el('td', {
      ...attributes,
      role: 'gridcell',
      tabindex: chooseable ? -1 : null,
      'data-corruption': corruption,
      'data-severity': severity,
      onclick: chooseable ? () => this.onChoose({ corruption, severity }) : () => {},
    });
    this.cells.set(this.#key(corruption, severity), cell);
    return cell;
  }

  #paint(cell, number, range, difference, show, label) {
    if (cell === undefined) {
      return;
    }
    setText(cell, show(number));
    cell.title = label;
    cell.classList.toggle('none', number === null);
    const part = number === null ? 0 : difference ? share(Math.abs(number), [0, range[1]]) : share(number, range);
    cell.style.setProperty('--share', `${(100 * part).toFixed(1)}%`);
    cell.classList.toggle('strong', part > this.strong);
    cell.classList.toggle('better', difference && number * this.kind.sign > 0);
    cell.classList.toggle('worse', difference && number * this.kind.sign < 0);
  }

  #showLegend([low, high], difference) {
    const ends = difference ? ['worse', 'better'] : [format.percent(low), format.percent(high)];
    setText(this.legend.firstChild, ends[0].replace('.0', ''));
    setText(this.legend.lastChild, ends[1].replace('.0', ''));
  }

  #mark(chosen) {
    const key = this.#key(chosen.corruption, chosen.severity);
    for (const [own, cell] of this.cells) {
      cell.setAttribute('aria-selected', String(own === key));
    }
    // One cell is in the tab order; arrow keys lead to the others.
    const focused = this.cells.get(key) ?? this.cells.get(this.#key(CLEAN, 0));
    this.table.querySelectorAll('[tabindex]').forEach((cell) => {
      cell.tabIndex = cell === focused ? 0 : -1;
    });
  }

  #move(event) {
    const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
    const cell = event.target.closest('td[tabindex]');
    if (cell === null) {
      return;
    }
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      cell.click();
    } else if (event.key in steps) {
      event.preventDefault();
      const [down, right] = steps[event.key];
      const row = this.table.rows[cell.parentElement.rowIndex + down];
      const next = row?.cells[Math.min(cell.cellIndex + right, row.cells.length - 1)];
      if (next?.hasAttribute('tabindex')) {
        next.focus();
      }
    }
  }
}
