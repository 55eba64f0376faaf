/** A part of a view: its title, a chart or a table, what it is of, and its figures as files. */
import { el, setText } from './dom.js';
import { save, toCsv, toJson } from './download.js';
import { Plot } from './plot.js';
import { DataTable } from './table.js';

let number = 0;

export class Panel {
  #columns = [];
  #shown = [];
  #rows = [];
  #plot = null;
  #open = false;

  /** `kind` is `chart` (with its table one click away), `table`, or `own` for a body of one's own. */
  constructor(name, kind, ...controls) {
    this.name = name;
    this.kind = kind;
    this.title = el('h2', { id: `${name}-title` });
    this.canvas = el('div', { class: 'canvas', role: 'img' });
    this.body = el('div', { class: 'body' });
    this.table = new DataTable(name);
    this.caption = el('p', { class: 'caption' });
    this.table.element.id = `${name}-table-${++number}`;
    this.toggle = el('button', {
      type: 'button', class: 'quiet', 'aria-expanded': 'false', 'aria-controls': this.table.element.id,
      onclick: () => this.#toggle(),
    }, 'Table');
    const file = (kindOfFile, make) => el('button', {
      type: 'button', class: 'quiet', 'data-download': kindOfFile, title: `Download what is shown as ${kindOfFile}`,
      onclick: () => make(),
    }, kindOfFile);
    const files = [file('CSV', () => this.#saveCsv()), file('JSON', () => this.#saveJson())];
    this.element = el('section', { class: 'panel', id: name, 'aria-labelledby': `${name}-title` },
      el('div', { class: 'heading' }, this.title,
        el('div', { class: 'controls' }, ...controls,
          el('span', { class: 'files' }, ...(kind === 'chart' ? [this.toggle] : []), ...files))),
      ...(kind === 'chart' ? [this.canvas] : []), ...(kind === 'own' ? [this.body] : []),
      ...(kind === 'own' ? [] : [this.table.element]), this.caption);
    this.table.element.hidden = kind === 'chart';
  }

  /**
   * Shows `rows` of `columns`, of which a table has the first `shown` and a file has all;
   * `draw(plot, description)` draws them where this is a chart.
   */
  show({ title, note, columns, rows, draw, description, shown = columns.length }) {
    setText(this.title, title);
    setText(this.caption, note);
    this.#columns = columns;
    this.#shown = columns.slice(0, shown);
    this.#rows = rows;
    if (this.kind === 'chart') {
      this.#plot ??= new Plot(this.canvas);
      draw(this.#plot, description ?? this.#describe(title));
    }
    if (this.kind === 'table' || this.#open) {
      this.table.update(this.#shown, rows);
    }
  }

  /** A chart in words: its rows, as far as anybody would listen. */
  #describe(title) {
    const rows = this.#rows.slice(0, 40).map((row) => this.#shown.map((column) => column.text(row)).join(' '));
    return `${title}. ${rows.join('; ')}`;
  }

  #toggle() {
    this.#open = !this.#open;
    this.table.element.hidden = !this.#open;
    this.toggle.setAttribute('aria-expanded', String(this.#open));
    this.table.update(this.#shown, this.#rows);
  }

  #saveCsv() {
    save(`midstream-${this.name}.csv`, 'text/csv', toCsv(this.#columns, this.#rows));
  }

  #saveJson() {
    save(`midstream-${this.name}.json`, 'application/json',
      toJson(this.title.textContent, this.caption.textContent, this.#columns, this.#rows));
  }
}
