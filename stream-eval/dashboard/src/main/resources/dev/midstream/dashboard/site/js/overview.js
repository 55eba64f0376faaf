/** The table of points: one row each, clean and corrupted. */
import { byId, el, rebuildIf, setText } from './dom.js';
import { extent, mean } from './figures.js';
import * as format from './format.js';
import { swatch } from './palette.js';

const COLUMNS = [
  { name: 'cleanAccuracy', title: 'Accuracy, clean', best: Math.max },
  { name: 'accuracy', title: 'Accuracy, mean corrupted', best: Math.max },
  { name: 'cleanEce', title: 'ECE, clean', best: Math.min },
  { name: 'ece', title: 'ECE, mean corrupted', best: Math.min },
];

function rowOf(figures, point) {
  const clean = figures.clean(point);
  const corrupted = figures.corrupted(point);
  return {
    point,
    clean,
    cells: corrupted.length,
    images: extent(figures.of(point)).count,
    cleanAccuracy: clean?.accuracy ?? null,
    accuracy: mean(corrupted.map((cell) => cell.accuracy)),
    cleanEce: clean?.ece ?? null,
    ece: mean(corrupted.map((cell) => cell.ece)),
  };
}

/** Compared as shown: two that read the same are equally good. */
const shown = (value) => Number(format.percentNumber(value));

function isBest(rows, column, value) {
  const values = rows.map((row) => row[column.name]).filter((each) => each !== null);
  return rows.length > 1 && value !== null && shown(value) === column.best(...values.map(shown));
}

export class Overview {
  constructor(view) {
    this.view = view;
    this.table = byId('points');
    this.cells = new Map();
  }

  update(figures, chosenPoint) {
    const rows = figures.points.map((point) => rowOf(figures, point));
    rebuildIf(this.table, JSON.stringify(figures.points), () => this.#build(figures.points));
    for (const row of rows) {
      this.#fill(row, rows, chosenPoint);
    }
    const { until } = extent(figures.metrics);
    const cells = Math.max(0, ...rows.map((row) => row.cells));
    setText(
      byId('points-note'),
      `${cells} cells (${figures.corruptions.length} corruptions × ${figures.severities.length} severities)`
        + `, up to ${format.moment(until)}. Best in bold.`,
    );
  }

  #build(points) {
    this.cells.clear();
    const head = el('tr', {},
      el('th', { scope: 'col' }, 'Point'),
      ...COLUMNS.map((column) => el('th', { scope: 'col' }, column.title)),
      el('th', { scope: 'col' }, 'Images'));
    const body = points.map((point) => this.#buildRow(point, points));
    this.table.replaceChildren(el('thead', {}, head), el('tbody', {}, ...body));
  }

  #buildRow(point, points) {
    const check = el('input', {
      type: 'checkbox', 'aria-label': `Show ${point} in the curves`, onchange: () => this.view.toggle(point),
    });
    const name = el('button', { type: 'button', title: point, onclick: () => this.view.set('point', point) }, point);
    const row = el('tr', { 'data-point': point },
      el('th', { scope: 'row' }, el('span', { class: 'point' }, check, swatch(point, points), name)));
    const cells = { row, check, name };
    for (const column of [...COLUMNS.map((each) => each.name), 'images']) {
      cells[column] = el('td', { 'data-figure': column }, el('span'), column === 'cleanAccuracy' ? el('small') : '');
      row.append(cells[column]);
    }
    this.cells.set(point, cells);
    return row;
  }

  #fill(row, rows, chosenPoint) {
    const cells = this.cells.get(row.point);
    cells.row.dataset.chosen = row.point === chosenPoint ? 'yes' : 'no';
    cells.name.setAttribute('aria-pressed', String(row.point === chosenPoint));
    cells.check.checked = this.view.isShown(row.point);
    for (const column of COLUMNS) {
      const value = row[column.name];
      setText(cells[column.name].firstChild, format.percent(value));
      cells[column.name].classList.toggle('best', isBest(rows, column, value));
    }
    setText(cells.cleanAccuracy.lastChild, format.interval(row.clean?.accuracyLow, row.clean?.accuracyHigh));
    setText(cells.images.firstChild, format.integer(row.images));
  }
}
