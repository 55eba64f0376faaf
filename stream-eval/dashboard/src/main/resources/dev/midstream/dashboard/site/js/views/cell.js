/** One cell closely: whether confidence can be believed, how its accuracy became certain, its records. */
import { asFields, columnOf, endColumns, endsOf, figureNamed, FIGURES, valueOf, WITH_INTERVAL } from '../catalogue.js';
import { extent } from '../figures.js';
import * as format from '../format.js';
import { History } from '../history.js';
import { DIFFERENCE_TIP, differenceInterval, howSure, REFERENCE, referenceInWords, referencesOf, score } from '../lead.js';
import { colour, named, styleOf } from '../palette.js';
import { Panel } from '../panel.js';
import { Plot } from '../plot.js';
import { barsOf, binsOf, drawReliability, RELIABILITY_COLUMNS } from '../reliability.js';
import { closeRange } from '../scale.js';

const ACCURACY = figureNamed('accuracy');
const ECE = figureNamed('ece');
const COLUMNS = [
  ...FIGURES.map((figure) => columnOf(figure)),
  { key: 'count', title: 'Images', text: (row) => format.integer(row.count ?? 0) },
  {
    key: 'wins', title: 'Wins : losses', tip: DIFFERENCE_TIP, text: (row) => score(row.lead),
    small: (row) => differenceInterval(row.lead),
  },
];
const HOW_SURE = {
  key: 'pValue', title: 'How sure', left: true,
  text: (row) => (row.lead === null ? '' : howSure(row.lead)),
};
const FILE_ONLY = [...endColumns().map(({ key }) => key), 'difference-low', 'difference-high', 'losses', 'disagreements',
  'referencePointId', 'referenceModelId', 'relabelled', 'late', 'runId', 'modelId', 'dataset', 'corruption', 'severity', 'labelKind', 'updatedAt']
  .map((key) => ({ key, title: key }));

export class CellDetail {
  constructor() {
    this.reliability = new Panel('reliability', 'chart');
    this.sequence = new Panel('sequence', 'chart');
    this.points = new Panel('cell', 'table');
    this.history = new History();
  }

  update(figures, all, { corruption, severity }, point) {
    const where = severity === 0 ? 'clean images' : `${format.plainName(corruption)}, severity ${severity}`;
    const metric = figures.cell(point, corruption, severity);
    this.#showPoints(figures, corruption, severity, where, point);
    this.#showReliability(figures, metric, point, where);
    this.history.update(metric, (moments) => this.#showSequence(figures, moments, point, where));
  }

  #showPoints(figures, corruption, severity, where, chosen) {
    const rows = figures.points.map((point) => {
      const metric = figures.cell(point, corruption, severity);
      const { comparison = null } = metric ?? {};
      return {
        ...metric, ...asFields(metric?.figures), ...comparison?.lead, referencePointId: comparison?.reference.pointId,
        referenceModelId: comparison?.reference.modelId, reference: figures.referenceOf(comparison),
        'difference-low': comparison?.lead.difference?.low ?? null, 'difference-high': comparison?.lead.difference?.high ?? null,
        id: point, point, look: figures.about(point).role, chosen: point === chosen, lead: comparison?.lead ?? null,
      };
    });
    const references = referencesOf(rows);
    const tests = references.length === 0 ? '' : ` Wins, losses and p of a point are against ${referenceInWords(references)}`
      + ' on the images so far; the test may be looked at all the time.';
    const shown = [
      { key: 'point', title: 'Point', head: (row) => named(row.point, figures) },
      ...COLUMNS, ...(references.length > 1 ? [REFERENCE] : []), HOW_SURE,
    ];
    this.points.show({
      title: `All points on ${where}`,
      note: `Up to ${format.moment(extent(rows.filter((row) => row.count > 0)).until)}.${tests}`,
      columns: [...shown, ...FILE_ONLY],
      shown: shown.length,
      rows,
    });
  }

  #showReliability(figures, metric, point, where) {
    const bins = binsOf(metric === null ? [] : [metric]);
    this.reliability.show({
      title: `Reliability of ${point}, ${where}`,
      note: metric === null ? 'No images of this cell yet.'
        : `${format.images(metric.count)} in ${metric.bins.count.length} bins of confidence: ECE`
          + ` ${ECE.estimate(valueOf(metric.figures, ECE), ...endsOf(metric.figures, ECE))}, up to`
          + ` ${format.moment(Date.parse(metric.updatedAt))}. A disc's area is its number of images; below the`
          + ` dashed line the model is too sure of itself.${barsOf(bins)}`,
      columns: RELIABILITY_COLUMNS,
      rows: bins,
      draw: (plot, text) => drawReliability(plot, bins, styleOf(point, figures), text),
    });
  }

  #showSequence(figures, moments, point, where) {
    const rows = moments.map((moment) => ({ ...moment, ...asFields(moment.figures), id: moment.at }));
    this.sequence.show({
      title: `Accuracy of ${point} over time, ${where}`,
      note: rows.length === 0 ? 'Nothing seen yet.'
        : `${format.images(rows.at(-1).count)} up to ${format.moment(Date.parse(rows.at(-1).at))}, as far as this`
          + ' dashboard saw them come. The band is the 95% confidence sequence of the images so far: it holds at all moments together.',
      columns: [
        { key: 'at', title: 'Time', text: (row) => format.moment(Date.parse(row.at)) },
        { key: 'count', title: 'Images', text: (row) => format.integer(row.count) },
        ...WITH_INTERVAL.map((figure) => columnOf(figure)),
        ...endColumns(),
      ],
      shown: 2 + WITH_INTERVAL.length,
      rows,
      draw: (plot, text) => drawSequence(plot, rows, colour(styleOf(point, figures).token), text),
    });
  }
}

function drawSequence(plot, rows, ink, description) {
  const inPercent = (value) => Number((100 * value).toFixed(2));
  const [low, high] = closeRange(rows.flatMap((row) => [row['accuracy-low'], row['accuracy-high']]))
    .map((share) => Math.round(100 * share));
  const line = (data, more) => ({ type: 'line', data, symbol: 'none', lineStyle: { width: 0 }, ...more });
  plot.draw({
    xAxis: Plot.axis('images', {
      type: 'value', min: 'dataMin', max: 'dataMax', splitLine: { show: false },
      axisLabel: { formatter: (value) => format.integer(value) },
    }),
    yAxis: Plot.percentAxis('', low, high),
    tooltip: Plot.tooltip('axis', (items) => {
      const row = rows[items[0]?.dataIndex];
      return row === undefined ? '' : `${format.images(row.count)}, ${format.moment(Date.parse(row.at))}\n`
        + ACCURACY.estimate(row.accuracy, row['accuracy-low'], row['accuracy-high']);
    }),
    series: [
      line(rows.map((row) => [row.count, inPercent(row['accuracy-low'])]), { stack: 'band', silent: true }),
      line(rows.map((row) => [row.count, inPercent(row['accuracy-high'] - row['accuracy-low'])]),
        { stack: 'band', silent: true, areaStyle: { color: ink, opacity: 0.18 } }),
      line(rows.map((row) => [row.count, inPercent(row.accuracy)]),
        { symbol: rows.length < 20 ? 'circle' : 'none', itemStyle: { color: ink }, lineStyle: { color: ink, width: 2 } }),
      // A band needs two moments; the interval of the last one shows from the first.
      line(rows.slice(-1).flatMap((row) => [row['accuracy-low'], row['accuracy-high']].map((end) => [row.count, inPercent(end)])),
        { silent: true, lineStyle: { color: ink, width: 1.5, opacity: 0.6 } }),
    ],
  }, description);
}
