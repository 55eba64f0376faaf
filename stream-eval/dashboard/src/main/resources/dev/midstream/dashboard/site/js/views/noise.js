/** Accuracy against the share of wrong labels, by the labels as observed and by the true ones. */
import { asFields, columnOf, endColumns, figureNamed, FIGURES, WITH_INTERVAL } from '../catalogue.js';
import { byRank, natural } from '../order.js';
import { CLEAN, extent, Figures, sum } from '../figures.js';
import * as format from '../format.js';
import { Legend } from '../legend.js';
import { colour, styleOf } from '../palette.js';
import { Panel } from '../panel.js';
import { Plot } from '../plot.js';
import { closeRange } from '../scale.js';
import { el } from '../dom.js';

const ACCURACY = figureNamed('accuracy');
const KINDS = ['TRUE', 'OBSERVED'];
const WORDS = { TRUE: 'true', OBSERVED: 'observed' };

export class Noise {
  constructor(view, place) {
    this.legend = new Legend(view);
    this.panel = new Panel('noise', 'chart');
    this.empty = el('p', { class: 'empty' },
      'No run with label noise yet. Publish some, for instance with --label-noise 0.2, with the rates to compare.');
    place.append(this.empty, this.legend.element, this.panel.element);
  }

  update({ figures, all }) {
    // The scope's data set and models, but all runs and both kinds of label.
    const dataset = figures.metrics[0]?.dataset;
    const metrics = all.where({ dataset, corruption: CLEAN, severity: 0 })
      .filter((metric) => figures.models.includes(metric.modelId) && metric.count > 0);
    const noisy = new Set(metrics.filter((metric) => metric.labelKind === 'TRUE').map((metric) => metric.runId));
    const scope = new Figures(metrics, []);
    const points = this.legend.update(scope);
    const rows = metrics
      .map((metric) => ({
        id: `${metric.runId} ${scope.nameOf(metric)} ${metric.labelKind}`,
        point: scope.nameOf(metric), labels: metric.labelKind, runId: metric.runId,
        noise: metric.relabelled / metric.count, ...asFields(metric.figures), images: metric.count,
      }))
      .filter(({ point }) => points.includes(point))
      .sort((a, b) => byRank(scope.points)(a.point, b.point) || KINDS.indexOf(a.labels) - KINDS.indexOf(b.labels)
        || a.noise - b.noise || natural.compare(a.runId, b.runId));
    const shown = noisy.size > 0;
    this.empty.hidden = shown;
    this.panel.element.hidden = !shown;
    this.legend.element.hidden = !shown;
    if (shown) {
      this.#show(scope, rows, points, noisy.size);
    }
  }

  #show(scope, rows, points, runs) {
    this.panel.show({
      title: 'Accuracy by share of wrong labels, clean images',
      note: `${format.counted(runs, 'run')} with label noise, ${format.images(sum(rows.map((row) => row.images)))} counted`
        + ` over all points, up to ${format.moment(extent(scope.metrics).until)}. Solid: judged by the true labels;`
        + ' dashed: by the labels as observed. Bars are 95% confidence sequences of the images so far. A run without noise counts for both.',
      columns: [
        { key: 'point', title: 'Point', text: (row) => row.point },
        { key: 'labels', title: 'Labels', left: true, text: (row) => WORDS[row.labels] ?? row.labels },
        { key: 'noise', title: 'Wrong labels', text: (row) => format.percent(row.noise) },
        ...WITH_INTERVAL.map((figure) => columnOf(figure)),
        { key: 'images', title: 'Images', text: (row) => format.integer(row.images) },
        { key: 'runId', title: 'Run', left: true, text: (row) => row.runId },
        ...endColumns(), ...FIGURES.filter(({ hasInterval }) => !hasInterval).map((figure) => columnOf(figure)),
      ],
      shown: 5 + WITH_INTERVAL.length,
      rows,
      draw: (plot, text) => draw(plot, scope, rows, points, text),
    });
  }
}

function draw(plot, figures, rows, points, description) {
  const inPercent = (value) => Number((100 * value).toFixed(2));
  const [low, high] = closeRange(rows.flatMap((row) => [row['accuracy-low'], row['accuracy-high']]))
    .map((share) => Math.round(100 * share));
  // Where no label is known to be wrong, the observed ones are the true ones: both lines begin there.
  const noisy = new Set(rows.filter((row) => row.labels === 'TRUE').map((row) => row.runId));
  const most = Math.max(0.05, ...rows.map((row) => row.noise));
  const series = points.flatMap((point) => KINDS.flatMap((labels) => {
    const own = rows.filter((row) => row.point === point && (row.labels === labels || !noisy.has(row.runId)));
    const style = styleOf(point, figures);
    const ink = colour(style.token);
    const bars = own.map((row) => ({
      type: 'line', silent: true, symbol: 'none', lineStyle: { color: ink, width: 1, opacity: 0.5 },
      data: [[inPercent(row.noise), inPercent(row['accuracy-low'])], [inPercent(row.noise), inPercent(row['accuracy-high'])]],
    }));
    return [...bars, {
      type: 'line', name: `${point}, ${WORDS[labels]} labels`, symbol: style.mark, symbolSize: 9,
      data: own.map((row) => ({ value: [inPercent(row.noise), inPercent(row.accuracy)], row })),
      lineStyle: { color: ink, width: style.width, type: labels === 'TRUE' ? 'solid' : 'dashed' },
      itemStyle: { color: labels === 'TRUE' ? ink : colour('--surface'), borderColor: ink, borderWidth: 2 },
    }];
  }));
  plot.draw({
    xAxis: Plot.percentAxis('wrong labels', 0, 5 * Math.ceil(22 * most), { splitLine: { show: false } }),
    yAxis: Plot.percentAxis('', low, high),
    tooltip: Plot.tooltip('item', ({ data: { row } }) => (row === undefined ? ''
      : `${row.point}, ${WORDS[row.labels]} labels\n`
        + `${ACCURACY.estimate(row.accuracy, row['accuracy-low'], row['accuracy-high'])} at ${format.percent(row.noise)} wrong\n${row.runId}`)),
    series,
  }, description);
}
