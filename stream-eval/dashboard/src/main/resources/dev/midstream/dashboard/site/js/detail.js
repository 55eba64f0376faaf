/** One cell closely: all figures of every point, and whether confidence can be believed. */
import { byId, el, rebuildIf, setText } from './dom.js';
import { extent } from './figures.js';
import * as format from './format.js';
import { colour, styleOf, swatch } from './palette.js';
import { Plot } from './plot.js';

const COLUMNS = [
  ['Accuracy', (metric) => format.percent(metric.accuracy)],
  ['95% interval', (metric) => format.interval(metric.accuracyLow, metric.accuracyHigh)],
  ['Confidence', (metric) => format.percent(metric.meanConfidence)],
  ['ECE', (metric) => format.percent(metric.ece)],
  ['MCE', (metric) => format.percent(metric.mce)],
  ['NLL, nats', (metric) => format.decimal(metric.negativeLogLikelihood)],
  ['Brier', (metric) => format.decimal(metric.brier)],
  ['Images', (metric) => format.integer(metric.count)],
];

export class Detail {
  constructor() {
    this.table = byId('cell');
    this.plot = new Plot(byId('reliability'));
  }

  update(figures, { corruption, severity }, chosenPoint) {
    const where = severity === 0 ? 'Clean images' : `${format.plainName(corruption)}, severity ${severity}`;
    setText(byId('cell-title'), where);
    const metrics = figures.points.map((point) => figures.cell(point, corruption, severity));
    const { until } = extent(metrics.filter((metric) => metric !== null));
    setText(byId('cell-note'), until > 0
      ? `Up to ${format.moment(until)}. Choose another cell in the maps above.`
      : 'No images of this cell yet. Choose another in the maps above.');
    this.#fill(figures.points, metrics, chosenPoint);
    this.#draw(figures.cell(chosenPoint, corruption, severity), chosenPoint, where, figures.points);
  }

  #fill(points, metrics, chosenPoint) {
    rebuildIf(this.table, JSON.stringify(points), () => {
      const head = el('tr', {}, ...['Point', ...COLUMNS.map(([title]) => title)]
        .map((title) => el('th', { scope: 'col' }, title)));
      const rows = points.map((point) => el('tr', { 'data-point': point },
        el('th', { scope: 'row' }, el('span', { class: 'point' }, swatch(point, points), el('span', {}, point))),
        ...COLUMNS.map(() => el('td'))));
      this.table.replaceChildren(el('thead', {}, head), el('tbody', {}, ...rows));
    });
    [...this.table.tBodies[0].rows].forEach((row, place) => {
      row.dataset.chosen = points[place] === chosenPoint ? 'yes' : 'no';
      COLUMNS.forEach(([, text], column) => {
        setText(row.cells[column + 1], metrics[place] === null ? '–' : text(metrics[place]));
      });
    });
  }

  #draw(metric, point, where, points) {
    const { plot } = this;
    plot.title.textContent = `Reliability of ${point}, ${where.toLowerCase()}`;
    const { count = [], correct = [], confidence = [] } = metric?.bins ?? {};
    const bins = count.map((images, bin) => ({
      images, confidence: (100 * confidence[bin]) / images, accuracy: (100 * correct[bin]) / images,
    })).filter(({ images }) => images > 0);
    const most = Math.max(1, ...bins.map(({ images }) => images));
    const ink = colour(styleOf(point, points).token);
    const axis = { type: 'value', min: 0, max: 100 };
    const inPercent = { color: colour('--muted'), formatter: '{value}%' };
    plot.draw({
      xAxis: { ...Plot.axis('confidence'), ...axis, axisLabel: inPercent, splitLine: { show: false } },
      yAxis: { ...Plot.axis(''), ...axis, axisLabel: inPercent },
      tooltip: {
        ...Plot.tooltip((item) => {
          const bin = bins[item.dataIndex];
          return bin === undefined || item.seriesIndex !== 1 ? '' : `${bin.accuracy.toFixed(1)}% right at`
            + ` ${bin.confidence.toFixed(1)}% confidence\n${format.images(bin.images)}`;
        }),
        trigger: 'item',
      },
      series: [
        {
          type: 'line', data: [[0, 0], [100, 100]], symbol: 'none', silent: true,
          lineStyle: { color: colour('--muted'), width: 1, type: 'dashed' },
        },
        {
          type: 'line',
          data: bins.map((bin) => ({
            value: [bin.confidence, bin.accuracy], symbolSize: Math.max(3, 24 * Math.sqrt(bin.images / most)),
          })),
          symbol: 'circle',
          itemStyle: { color: ink, opacity: 0.85 },
          lineStyle: { color: ink, width: 1, opacity: 0.4 },
        },
      ],
    }, `${plot.title.textContent}: ${bins.map((bin) =>
      `${bin.accuracy.toFixed(1)}% right at ${bin.confidence.toFixed(1)}%`).join(', ')}`);
    plot.caption.textContent = metric === null
      ? 'No images yet.'
      : `${format.images(metric.count)} in ${metric.eceBins} bins of confidence, up to`
        + ` ${format.moment(Date.parse(metric.updatedAt))}. A disc's area is its number of images; below the`
        + ' dashed line, the model is too sure.';
  }
}
