/** A chart that takes its colours from the page and its size from its place. */
import { colour } from './palette.js';
import { tickOf } from './scale.js';

export class Plot {
  #option = null;

  constructor(place) {
    this.place = place;
    this.chart = window.echarts.init(place);
    new ResizeObserver(() => this.chart.resize()).observe(place);
  }

  /** Draws `option`, with the page's type and axis colours, unless it is what is drawn already. */
  draw(option, description) {
    this.place.setAttribute('aria-label', description);
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
      grid: { left: 2, right: 18, top: 14, bottom: 2, outerBoundsMode: 'same' },
    };
  }

  /** Axis settings that all plots share. */
  static axis(name, more = {}) {
    const muted = colour('--muted');
    const line = colour('--line');
    const { axisLabel = {}, ...rest } = more;
    return {
      name,
      nameLocation: 'middle',
      nameGap: 24,
      nameTextStyle: { color: muted },
      axisLine: { lineStyle: { color: line } },
      axisTick: { show: false },
      axisLabel: { color: muted, hideOverlap: true, ...axisLabel },
      splitLine: { lineStyle: { color: line } },
      ...rest,
    };
  }

  /** An axis of percentages from `low` to `high`, both in [0, 100]. */
  static percentAxis(name, low, high, more = {}) {
    const interval = 100 * tickOf((high - low) / 100);
    return Plot.axis(name, {
      type: 'value', min: low, max: high, interval: high - low <= 10 ? undefined : interval,
      axisLabel: { formatter: '{value}%' }, ...more,
    });
  }

  /** An axis of a figure from `low` to `high`, in the unit in which charts show it. */
  static figureAxis({ unit, perUnit }, low, high) {
    return unit === '%' ? Plot.percentAxis('', low, high) : Plot.axis('', { type: 'value', min: low, max: high / perUnit });
  }

  /** A tooltip drawn on the canvas: names from the stream never become markup. */
  static tooltip(trigger, formatter) {
    return {
      trigger,
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
