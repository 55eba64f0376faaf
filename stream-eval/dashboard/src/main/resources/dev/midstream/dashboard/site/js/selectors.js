/** The selectors of the header, and the figures they select. */
import { byId } from './dom.js';
import { Figures } from './figures.js';
import { Select } from './select.js';

const LABELS = { OBSERVED: 'as observed', TRUE: 'clean (true)' };
const LATEST = '';

const distinct = (metrics, field) => [...new Set(metrics.map((metric) => metric[field]))].sort();

export class Selectors {
  constructor(view) {
    this.view = view;
    this.run = new Select('Run', (run) => view.set('run', run === LATEST ? null : run));
    this.model = new Select('Model', (model) => view.set('model', model));
    this.dataset = new Select('Data', (dataset) => view.set('dataset', dataset));
    this.labels = new Select('Labels', (kind) => view.set('labels', kind));
    byId('selectors').append(...[this.run, this.model, this.dataset, this.labels].map((each) => each.element));
  }

  /** Shows what can be chosen among `metrics` and answers the figures of what is. */
  update(metrics) {
    const chosenRun = this.view.get('run');
    const run = chosenRun ?? metrics.newestRun;
    this.#showRuns(metrics.runs(), chosenRun, run);
    let chosen = metrics.where({ runId: run });
    for (const [name, field] of [['model', 'modelId'], ['dataset', 'dataset'], ['labels', 'labelKind']]) {
      const values = distinct(chosen, field);
      const asked = this.view.get(name);
      const value = values.includes(asked) ? asked : values[0] ?? '';
      this[name].update(values.map((each) => [each, LABELS[each] ?? each]), value);
      chosen = chosen.filter((metric) => metric[field] === value);
    }
    return new Figures(chosen);
  }

  #showRuns(runs, chosenRun, run) {
    const all = chosenRun === null || runs.includes(chosenRun) ? runs : [chosenRun, ...runs];
    const options = all.map((each) => [each, each]);
    // A single run needs no choice between itself and the latest one.
    if (all.length > 1 || chosenRun !== null) {
      options.unshift([LATEST, run === null || chosenRun !== null ? 'Latest' : `Latest: ${run}`]);
    }
    this.run.update(all.length === 0 ? [] : options, chosenRun ?? (all.length > 1 ? LATEST : run));
  }
}
