/** The latest metrics and summaries of all runs, as the event stream tells them. */
const identity = (metric) =>
  JSON.stringify([
    metric.runId, metric.modelId, metric.pointId, metric.dataset, metric.labelKind,
    metric.corruption, metric.severity,
  ]);

/** A metric or summary with the fields of its key and its numbers of images beside the others. */
const flat = ({ key, images, progress, ...rest }) => ({ ...key, ...images, ...progress, ...rest });

export class Metrics {
  #byKey = new Map();
  #summaries = new Map();
  #newestRun = null;

  replaceAll({ metrics, summaries }) {
    const known = new Set(this.runs());
    this.#byKey = new Map(metrics.map(flat).map((metric) => [identity(metric), metric]));
    this.#summaries = new Map(summaries.map(flat).map((summary) => [identity(summary), summary]));
    const runs = this.runs();
    if (!runs.includes(this.#newestRun) || runs.some((run) => !known.has(run))) {
      this.#newestRun = runs[0] ?? null;
    }
  }

  update({ metrics, summaries }) {
    const known = new Set(this.runs());
    for (const metric of metrics.map(flat)) {
      this.#byKey.set(identity(metric), metric);
      if (!known.has(metric.runId)) {
        this.#newestRun = metric.runId;
      }
    }
    summaries.map(flat).forEach((summary) => this.#summaries.set(identity(summary), summary));
  }

  get isEmpty() {
    return this.#byKey.size === 0;
  }

  /** Runs by their last figure, latest first. */
  runs() {
    const latest = new Map();
    for (const { runId, updatedAt } of this.#byKey.values()) {
      if (!latest.has(runId) || updatedAt > latest.get(runId)) {
        latest.set(runId, updatedAt);
      }
    }
    return [...latest.keys()].sort((a, b) => (latest.get(a) < latest.get(b) ? 1 : -1));
  }

  /** The run that was last to begin while we looked: two running at once do not take turns. */
  get newestRun() {
    return this.#newestRun;
  }

  /** Metrics whose fields have the given values. */
  where(fields) {
    return filtered(this.#byKey, fields);
  }

  /** Summaries whose fields have the given values. */
  summariesWhere(fields) {
    return filtered(this.#summaries, fields);
  }
}

function filtered(map, fields) {
  const wanted = Object.entries(fields);
  return [...map.values()].filter((item) => wanted.every(([name, value]) => item[name] === value));
}
