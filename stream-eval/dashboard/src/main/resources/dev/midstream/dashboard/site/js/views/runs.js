/** What publishing runs send, by their own records. Runs without a record are in the other views only. */
import { el } from '../dom.js';
import * as format from '../format.js';
import { Panel } from '../panel.js';

const PAUSE_MILLIS = 3000;

const words = (name) => name.toLowerCase().replaceAll('_', ' ');

/** A run as a line of the table and of its files. */
const line = ({ runId, images, plan, startedAt, end }) => ({
  id: runId,
  runId,
  dataset: images.dataset,
  images: images.count,
  classes: images.classes.length,
  order: words(images.order),
  design: words(plan.design),
  conditions: plan.conditions.length,
  labelNoise: plan.labelNoise?.rate ?? 0,
  labelNoiseKind: plan.labelNoise?.kind ?? null,
  flipped: plan.labelNoise?.flipped ?? 0,
  seed: plan.seed,
  startedAt,
  endedAt: end?.endedAt ?? null,
  outcome: end === null ? null : words(end.outcome),
  sent: end?.sent ?? null,
  records: plan.records,
});

const noise = (row) => (row.labelNoiseKind === null ? 'none'
  : `${row.labelNoiseKind} ${format.percent(row.labelNoise)}, ${format.counted(row.flipped, 'image')} wrong`);

const progress = ({ sent, records }) => (sent === null || sent === records ? format.integer(records)
  : `${format.integer(sent)} of ${format.integer(records)}`);

export class Runs {
  #askedAt = 0;
  #runs = [];
  #total = 0;

  constructor(view, place) {
    this.panel = new Panel('runs', 'table');
    place.append(this.panel.element);
  }

  update() {
    if (Date.now() - this.#askedAt >= PAUSE_MILLIS) {
      this.#askedAt = Date.now();
      this.#ask();
    }
    this.#show();
  }

  async #ask() {
    try {
      const response = await fetch('api/v1/runs?limit=500');
      if (response.ok) {
        const { items, total } = await response.json();
        this.#runs = items;
        this.#total = total;
        this.#show();
      }
    } catch {
      // The event stream says that the server is gone; a later status asks again.
      this.#askedAt = 0;
    }
  }

  #link(runId) {
    const address = new URLSearchParams({ view: 'overview', run: runId });
    return el('a', { href: `?${address}` }, runId);
  }

  #show() {
    const rows = this.#runs.map(line);
    this.panel.show({
      title: 'Runs: what publishers send',
      note: rows.length === 0
        ? 'None. A publisher writes a record when it starts and when it ends; the figures need none.'
        : `${rows.length === this.#total ? '' : `The latest ${rows.length} of ${format.integer(this.#total)}. `}`
          + 'Without an end, a run goes on or its publisher was killed.',
      columns: [
        { key: 'runId', title: 'Run', head: (row) => this.#link(row.runId), text: (row) => row.runId },
        { key: 'dataset', title: 'Data set', left: true, text: (row) => row.dataset },
        { key: 'images', title: 'Images', text: (row) => format.integer(row.images) },
        { key: 'classes', title: 'Classes', text: (row) => format.integer(row.classes) },
        { key: 'order', title: 'Order', left: true, text: (row) => row.order },
        { key: 'design', title: 'Design', left: true, text: (row) => row.design },
        { key: 'conditions', title: 'Conditions', text: (row) => format.integer(row.conditions) },
        { key: 'labelNoise', title: 'Label noise', left: true, text: noise },
        { key: 'startedAt', title: 'Started', text: (row) => format.moment(Date.parse(row.startedAt)) },
        { key: 'endedAt', title: 'Ended', left: true, text: (row) =>
          (row.endedAt === null ? '' : `${format.moment(Date.parse(row.endedAt))}, ${row.outcome}`) },
        { key: 'records', title: 'Records', text: progress },
        { key: 'labelNoiseKind' }, { key: 'flipped' }, { key: 'seed' }, { key: 'outcome' }, { key: 'sent' },
      ],
      shown: 11,
      rows,
    });
  }
}
