/** A chart that takes its colours from the page and its size from its place. */
import { el } from './dom.js';
import { colour } from './palette.js';

export class Plot {
  #option = null;

  constructor(figure) {
    this.title = el('b');
    this.canvas = el('div', { class: 'canvas', role: 'img' });
    this.caption = el('p', { class: 'caption' });
    figure.append(el('figcaption', {}, this.title), this.canvas, this.caption);
    this.chart = window.echarts.init(this.canvas);
    new ResizeObserver(() => this.chart.resize()).observe(this.canvas);
  }

  /** Draws `option`, with the page's type and axis colours, unless it is what is drawn already. */
  draw(option, description) {
    this.canvas.setAttribute('aria-label', description);
    const full = { ...this.#base(), ...option };
    const text = JSON.stringify(full);
    if (text !== this.#option) {
      this.#option = text;
      this.chart.setOption(full, { notMerge: true });
    }
  }

  #base() {
    return {
      animation: false,
      textStyle: { fontFamily: 'system-ui, sans-serif', color: colour('--muted') },
      grid: { left: 2, right: 16, top: 14, bottom: 2, outerBoundsMode: 'same' },
    };
  }

  /** Axis settings that all plots share. */
  static axis(name) {
    const muted = colour('--muted');
    const line = colour('--line');
    return {
      name,
      nameLocation: 'middle',
      nameGap: 24,
      nameTextStyle: { color: muted },
      axisLine: { lineStyle: { color: line } },
      axisTick: { show: false },
      axisLabel: { color: muted },
      splitLine: { lineStyle: { color: line } },
    };
  }

  /** A tooltip drawn on the canvas: names from the stream never become markup. */
  static tooltip(formatter) {
    return {
      trigger: 'axis',
      renderMode: 'richText',
      confine: true,
      backgroundColor: colour('--surface'),
      borderColor: colour('--line'),
      textStyle: { color: colour('--text'), fontSize: 12, lineHeight: 18 },
      // Braces would begin a text style.
      formatter: (items) => formatter(items).replaceAll('{', '(').replaceAll('}', ')'),
    };
  }
}
