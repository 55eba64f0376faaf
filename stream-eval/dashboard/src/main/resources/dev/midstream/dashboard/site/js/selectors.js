/** The selectors of the header, and the figures they select. */
import { byId } from './dom.js';
import { Figures } from './figures.js';
import { Select } from './select.js';

const LABELS = { OBSERVED: 'as observed', TRUE: 'clean (true)' };
const LATEST = '';
const ALL = '';

const distinct = (metrics, field) => [...new Set(metrics.map((metric) => metric[field]))].sort();

export class Selectors {
  constructor(view) {
    this.view = view;
    this.run = new Select('Run', (run) => view.set('run', run === LATEST ? null : run));
    this.model = new Select('Model', (model) => view.set('model', model === ALL ? null : model));
    this.dataset = new Select('Data', (dataset) => view.set('dataset', dataset));
    this.labels = new Select('Labels', (kind) => view.set('labels', kind));
    byId('selectors').append(...[this.run, this.dataset, this.labels, this.model].map((each) => each.element));
  }

  /** Shows what can be chosen among `metrics` and answers the figures of what is. */
  update(metrics, { allRuns = false, withoutFigures = false }) {
    const chosenRun = this.view.get('run');
    const run = chosenRun ?? metrics.newestRun;
    this.#showRuns(metrics.runs(), chosenRun, run);
    const fields = { runId: run };
    let chosen = metrics.where(fields);
    for (const [name, field] of [['dataset', 'dataset'], ['labels', 'labelKind']]) {
      const values = distinct(chosen, field);
      const asked = this.view.get(name);
      const value = values.includes(asked) ? asked : values[0] ?? '';
      this[name].update(values.map((each) => [each, LABELS[each] ?? each]), value);
      chosen = chosen.filter((metric) => metric[field] === value);
      fields[field] = value;
    }
    const models = distinct(chosen, 'modelId');
    const model = models.includes(this.view.get('model')) ? this.view.get('model') : ALL;
    const every = models.length > 1 ? [[ALL, `all ${models.length}`]] : [];
    this.model.update([...every, ...models.map((each) => [each, each])], models.length > 1 ? model : models[0]);
    if (model !== ALL) {
      fields.modelId = model;
      chosen = chosen.filter((metric) => metric.modelId === model);
    }
    // A choice without effect on what is shown would mislead.
    this.run.element.hidden ||= allRuns || withoutFigures;
    this.labels.element.hidden ||= allRuns || withoutFigures;
    this.dataset.element.hidden ||= withoutFigures;
    this.model.element.hidden ||= withoutFigures;
    return new Figures(chosen, metrics.summariesWhere(fields));
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
