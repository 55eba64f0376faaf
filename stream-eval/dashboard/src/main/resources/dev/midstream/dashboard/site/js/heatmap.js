/** A table of corruption by severity whose cells are coloured by their figure. */
import { el, rebuildIf, setText } from './dom.js';
import { CLEAN, mean } from './figures.js';
import * as format from './format.js';
import { GridKeys } from './gridkeys.js';
import { differenceRange, share } from './scale.js';

const MEAN = 'mean';

export class HeatMap {
  #keys;

  constructor(place, onChoose) {
    this.figure = place;
    this.onChoose = onChoose;
    this.cells = new Map();
    this.legend = el('p', { class: 'legend', 'aria-hidden': 'true' }, el('span'), el('i'), el('span'), el('span'));
    this.table = el('table', { role: 'grid' });
    this.#keys = new GridKeys(this.table);
    place.classList.add('map');
    place.append(this.legend, this.table);
  }

  /**
   * Shows `value(corruption, severity)`, a number or null, of every cell.
   *
   * `kind` is a figure of the catalogue; with `difference`, and of a signed figure, the colours diverge from zero.
   * `all` are the numbers that the colours span, `label` and `sure` tell more of a cell, and `mark` is
   * what its mark says.
   */
  update({ title, kind, difference, corruptions, severities, value, all, label, sure, mark, chosen }) {
    const show = difference ? kind.difference : kind.number;
    const unit = difference ? kind.differenceUnit : kind.unit;
    const diverging = difference || kind.signed;
    this.figure.dataset.scale = diverging ? 'difference' : kind.sign < 0 ? 'errors' : 'shares';
    const style = getComputedStyle(this.figure);
    this.strong = Number(style.getPropertyValue('--strong'));
    this.strongWorse = Number(style.getPropertyValue('--strong-worse'));
    rebuildIf(this.table, JSON.stringify([corruptions, severities]), () => this.#build(corruptions, severities));
    this.table.setAttribute('aria-label', title);
    // All points share a scale, so that a colour means the same when the point changes.
    const range = diverging ? differenceRange(all, kind.step) : kind.range(all);
    this.#showLegend(range, diverging, kind, mark);
    const look = { range, difference: diverging, show, sign: kind.sign };
    const paint = (corruption, severity, number, text, certain = false) =>
      this.#paint(this.cells.get(key(corruption, severity)), number, look, text, certain);
    const one = (corruption, severity) => {
      const number = value(corruption, severity);
      const certain = sure(corruption, severity);
      paint(corruption, severity, number, `${label(corruption, severity)}${certain ? ', sure' : ''}`, certain);
      return number;
    };
    one(CLEAN, 0);
    const rows = corruptions.map((corruption) => severities.map((severity) => one(corruption, severity)));
    rows.forEach((row, place) => paint(corruptions[place], MEAN, mean(row),
      `${format.plainName(corruptions[place])}, mean: ${show(mean(row))} ${unit}`));
    severities.forEach((severity, place) => {
      const column = mean(rows.map((row) => row[place]));
      paint(MEAN, severity, column, `mean at severity ${severity}: ${show(column)} ${unit}`);
    });
    paint(MEAN, MEAN, mean(rows.flat()), `mean of all cells: ${show(mean(rows.flat()))} ${unit}`);
    this.#mark(chosen);
  }

  #build(corruptions, severities) {
    this.cells.clear();
    this.table.style.setProperty('--rows', String(corruptions.length + 2));
    const head = el('tr', {}, el('th', { scope: 'col' }, 'severity'),
      ...severities.map((severity) => el('th', { scope: 'col' }, String(severity))),
      el('th', { scope: 'col', class: 'mean' }, MEAN));
    const clean = el('tr', {}, el('th', { scope: 'row' }, 'clean'),
      this.#cell(CLEAN, 0, { colspan: Math.max(1, severities.length) }), el('td', { class: 'none' }));
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
    this.cells.set(key(corruption, severity), cell);
    return cell;
  }

  #paint(cell, number, { range, difference, show, sign }, label, certain) {
    if (cell === undefined) {
      return;
    }
    setText(cell, show(number));
    cell.title = label;
    cell.setAttribute('aria-label', label);
    cell.classList.toggle('none', number === null);
    cell.classList.toggle('sure', certain);
    const part = number === null ? 0 : difference ? share(Math.abs(number), [0, range[1]]) : share(number, range);
    cell.style.setProperty('--share', `${(100 * part).toFixed(1)}%`);
    // Of a figure that does not rank, more has the colour of better.
    const gain = difference ? number * (sign === 0 ? 1 : sign) : 0;
    const worse = gain < 0;
    cell.classList.toggle('strong', part > (worse ? this.strongWorse : this.strong));
    cell.classList.toggle('better', gain > 0);
    cell.classList.toggle('worse', worse);
  }

  #showLegend([low, high], difference, kind, mark) {
    const [from, , to, note] = this.legend.children;
    setText(from, !difference ? kind.end(low) : kind.sign === 0 ? 'less' : 'worse');
    setText(to, !difference ? kind.end(high) : kind.sign === 0 ? 'more' : 'better');
    setText(note, mark === '' ? '' : `● ${mark}`);
  }

  #mark(chosen) {
    const at = chosen === null ? null : key(chosen.corruption, chosen.severity);
    for (const [own, cell] of this.cells) {
      cell.setAttribute('aria-selected', String(own === at));
    }
    this.#keys.enter(this.cells.get(at) ?? this.cells.get(key(CLEAN, 0)));
  }
}

const key = (...parts) => JSON.stringify(parts);
