/** Whether the figures still come: reading, job, checkpoints, and the records that could not be used. */
import { el, rebuildIf, setText } from '../dom.js';
import * as format from '../format.js';
import { Panel } from '../panel.js';

const AGE = (now, at) => (at === null || at === undefined ? null : Date.parse(now) - Date.parse(at));

/** What is said of a model that does not run, where it failed and why. */
function trouble({ modelId, location, state, reason, failures }) {
  const where = failures.map((failure) => `${failure.reason} (subtask ${failure.subtask} on ${failure.host})`);
  const why = failures.length === 0 && reason !== '' ? [reason.replace(/\.$/, '')] : where;
  return [`${modelId || location} ${state.toLowerCase()}`, ...why].join(': ');
}

/** The tile of the models that the job says it scores with. */
function modelFacts(models, now) {
  const running = models.filter(({ state }) => state === 'RUNNING');
  const others = models.filter(({ state }) => state !== 'RUNNING' && state !== 'DROPPED');
  const last = models.reduce((latest, { reportedAt }) => (reportedAt > latest ? reportedAt : latest), '');
  const age = last === '' ? 0 : AGE(now, last);
  const parts = [
    ...running.map(({ modelId, loaded }) => `${modelId} on ${loaded.hosts.join(', ')}`),
    ...others.map(trouble),
    ...(age > 180_000 ? [`not heard of for ${format.duration(age)}`] : []),
  ];
  return ['Models', models.length === 0 ? '–' : `${running.length} running`,
    models.length === 0 ? 'the job has said nothing yet' : parts.join('; '),
    others.some(({ failures, state }) => failures.length > 0 || state === 'REFUSED') || age > 180_000 ? 'warn' : ''];
}

/** `[name, value, note, tone]` of everything that has a place of its own. */
function facts({ figures, all, status }) {
  const { now, feed, job, deadLetters } = status;
  const { lag, flink } = job;
  const newest = all.summariesWhere({ runId: all.newestRun });
  const last = newest.reduce((latest, { updatedAt }) => (updatedAt > latest ? updatedAt : latest), '');
  const idle = last === '' ? null : AGE(now, last);
  const rates = newest.map(({ imagesPerSecond }) => imagesPerSecond).filter((rate) => rate !== null);
  const running = flink?.jobs[0];
  const labels = running?.lateLabels;
  const scored = figures.points.length === 0 ? 'no point yet' : `each by ${format.counted(figures.points.length, 'point')}`;
  return [
    ['Rate', rates.length === 0 ? '–' : `${format.rate(Math.max(...rates))} images/s`,
      rates.length === 0 ? 'known from the second update of a run on'
        : idle !== null && idle > 30_000 ? `before the stream went idle ${format.duration(idle)} ago` : scored, ''],
    ['Last update', idle === null ? '–' : `${format.duration(idle)} ago`,
      all.newestRun === null ? 'no run yet' : `run ${all.newestRun}`, ''],
    ['Lag of the job', lag.lag === null ? '–' : format.counted(lag.lag, 'image'),
      lag.problem ?? `group ${lag.groupId} on ${lag.topic}: ${format.integer(lag.committed)} of`
        + ` ${format.integer(lag.written)} committed`, lag.problem === null ? '' : 'warn'],
    ['Offsets committed', lag.committedAt === null ? '–' : `${format.duration(AGE(now, lag.committedAt))} ago`,
      lag.committedAt === null ? 'not seen to advance since this dashboard started' : 'at a checkpoint with new images', ''],
    ['Checkpoint', running?.checkpoints.at ? `${format.duration(AGE(now, running.checkpoints.at))} ago` : '–',
      flink === null ? 'start with --flink-url to see it' : flink.problem ?? (running === undefined ? 'Flink runs no job'
        : `${running.state.toLowerCase()}; ${format.integer(running.checkpoints.completed)} completed,`
          + ` ${format.integer(running.checkpoints.failed)} failed`),
      flink?.problem || running?.checkpoints.lastFailed ? 'warn' : ''],
    ...(labels ? [['Waiting for labels', format.counted(labels.waiting, 'image'),
      `${format.integer(labels.matched)} matched, ${format.integer(labels.expired)} expired,`
        + ` ${format.integer(labels.notWaiting)} could not wait;`
        + ` ${format.counted(labels.neverMatched, 'label')} never matched`,
      labels.expired + labels.notWaiting + labels.neverMatched > 0 ? 'warn' : '']] : []),
    modelFacts(job.models, now),
    ['Dead letters', format.integer(deadLetters.total),
      deadLetters.byFault.length === 0 ? `none on ${status.deadLettersFeed.topic}`
        : deadLetters.byFault.map(({ fault, count }) => `${fault} ${format.integer(count)}`).join(', '),
      deadLetters.total > 0 ? 'warn' : ''],
    ['This dashboard', feed.state.toLowerCase().replaceAll('_', ' '),
      `${format.integer(feed.read)} records read, ${format.integer(feed.rejected)} unusable,`
        + ` ${format.integer(feed.backlog)} to go; ${format.counted(status.metrics, 'key')},`
        + ` ${format.counted(status.viewers, 'viewer')}`, feed.rejected > 0 ? 'warn' : ''],
  ];
}

export class Health {
  #asked = -1;
  #letters = [];

  constructor(view, place) {
    this.tiles = new Map();
    this.list = el('dl', { class: 'tiles' });
    this.panel = new Panel('dead-letters', 'table');
    place.append(this.list, this.panel.element);
  }

  update(context) {
    const shown = facts(context);
    rebuildIf(this.list, JSON.stringify(shown.map(([name]) => name)), () =>
      this.list.replaceChildren(...shown.map(([name]) => this.#tile(name).element)));
    shown.forEach(([name, value, note, tone]) => {
      const tile = this.#tile(name);
      setText(tile.value, value);
      setText(tile.note, note);
      tile.element.dataset.tone = tone;
    });
    const { total } = context.status.deadLetters;
    if (total !== this.#asked) {
      this.#asked = total;
      this.#ask(context.status);
    }
    this.#show(context.status);
  }

  #tile(name) {
    if (!this.tiles.has(name)) {
      const value = el('dd', { class: 'value' });
      const note = el('dd', { class: 'note' });
      const element = el('div', { 'data-tile': name }, el('dt', {}, name), value, note);
      this.tiles.set(name, { element, value, note });
    }
    return this.tiles.get(name);
  }

  async #ask(status) {
    try {
      const response = await fetch('api/v1/dead-letters?limit=50');
      this.#letters = response.ok ? (await response.json()).items : [];
      this.#show(status);
    } catch {
      // The event stream says that the server is gone; a later count asks again.
      this.#asked = -1;
    }
  }

  #show({ deadLetters, now }) {
    const rows = this.#letters.map(({ origin, fault, reason, key, value }) => ({
      ...origin, fault, reason, id: `${origin.topic} ${origin.partition} ${origin.offset}`,
      key: key?.text ?? null, keyBytes: key?.bytes ?? 0,
      value: value?.text ?? null, valueBytes: value?.bytes ?? 0,
    }));
    const bytes = (text, length) => (text === null ? 'none' : `${text} (${format.counted(length, 'byte')})`);
    this.panel.show({
      title: 'Dead letters: records that the job could not use',
      note: deadLetters.total === 0 ? 'None.'
        : `The last ${rows.length} of ${format.integer(deadLetters.total)}, latest first, up to`
          + ` ${format.moment(Date.parse(now))}. Key and value: as text where they are text, else in hexadecimal.`,
      columns: [
        { key: 'timestamp', title: 'Time', text: (row) => format.moment(Date.parse(row.timestamp)) },
        { key: 'fault', title: 'Fault', left: true, text: (row) => row.fault },
        { key: 'reason', title: 'Reason', left: true, text: (row) => row.reason },
        { key: 'offset', title: 'From', left: true, text: (row) => `${row.topic}-${row.partition} @ ${row.offset}` },
        { key: 'key', title: 'Key', left: true, text: (row) => bytes(row.key, row.keyBytes) },
        { key: 'value', title: 'Value', left: true, text: (row) => bytes(row.value, row.valueBytes) },
        { key: 'topic' }, { key: 'partition' }, { key: 'keyBytes' }, { key: 'valueBytes' },
      ],
      shown: 6,
      rows,
    });
  }
}
