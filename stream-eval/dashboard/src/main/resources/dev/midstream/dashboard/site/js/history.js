/** How one metric developed, asked of the server when the metric has changed. */
const PAUSE = 1000;

export class History {
  #asked = null;
  #moments = [];
  #of = null;
  #waiting = false;

  /** Calls `show` with the moments known, and again when the server has told more. */
  update(metric, show) {
    const query = metric === null ? null : new URLSearchParams(
      ['runId', 'modelId', 'pointId', 'dataset', 'corruption', 'severity', 'labelKind']
        .map((name) => [name, metric[name]])).toString();
    if (query !== this.#of) {
      this.#of = query;
      this.#moments = [];
      this.#asked = null;
    }
    this.show = show;
    show(this.#moments);
    const state = metric === null ? null : `${query} ${metric.updatedAt} ${metric.count}`;
    if (state !== this.#asked && !this.#waiting) {
      this.#asked = state;
      if (query !== null) {
        this.#ask(query);
      }
    }
  }

  async #ask(query) {
    this.#waiting = true;
    try {
      const response = await fetch(`api/v1/history?${query}`);
      if (response.ok && query === this.#of) {
        const { items } = await response.json();
        this.#moments = items[0]?.moments ?? [];
        this.show(this.#moments);
      }
    } catch {
      // The event stream says that the server is gone; the next change asks again.
      this.#asked = null;
    } finally {
      // Not more often than anybody can read.
      setTimeout(() => {
        this.#waiting = false;
      }, PAUSE);
    }
  }
}
