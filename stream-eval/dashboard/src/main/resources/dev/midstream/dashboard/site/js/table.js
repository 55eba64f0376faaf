/** A table of rows and columns that keeps its elements, and with them focus and scroll position. */
import { el, rebuildIf, setText } from './dom.js';

/**
 * Columns are `{key, title, tip, text, small, best, head}`: `tip` explains the title, `text(row)` is
 * what a cell shows, `small(row)` stands beside it in small type, `best(row)` says whether it is emphasised, and `head(row)` makes
 * the element of a first column. Rows have an `id`, and `chosen` if they are.
 */
export class DataTable {
  constructor(label) {
    this.table = el('table', { class: 'figures', 'aria-label': label });
    this.element = el('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': `${label}, table` }, this.table);
  }

  update(columns, rows) {
    const signature = JSON.stringify([columns.map(({ title }) => title), rows.map(({ id, look }) => [id, look])]);
    rebuildIf(this.table, signature, () => this.#build(columns, rows));
    rows.forEach((row, place) => {
      const line = this.table.tBodies[0].rows[place];
      line.dataset.chosen = row.chosen ? 'yes' : 'no';
      columns.forEach((column, at) => {
        const cell = line.cells[at];
        if (at === 0 && column.head) {
          return;
        }
        setText(cell.firstChild, column.text(row));
        setText(cell.lastChild, column.small?.(row) ?? '');
        cell.classList.toggle('best', column.best?.(row) ?? false);
      });
    });
  }

  #build(columns, rows) {
    const head = el('tr', {}, ...columns.map(({ title, left, tip }) =>
      el('th', { scope: 'col', class: left ? 'left' : null, title: tip }, title)));
    const body = rows.map((row) => el('tr', { 'data-row': row.id }, ...columns.map((column, place) =>
      el(place === 0 ? 'th' : 'td', {
        scope: place === 0 ? 'row' : null, 'data-figure': column.key, class: column.left ? 'left' : null,
      }, ...(place === 0 && column.head ? [column.head(row)] : [el('span'), el('small')])))));
    this.table.replaceChildren(el('thead', {}, head), el('tbody', {}, ...body));
  }
}
