/** Whether confidence can be believed: reliability diagrams side by side, and ECE by method. */
import { el, rebuildIf } from '../dom.js';
import { extent } from '../figures.js';
import * as format from '../format.js';
import { Legend } from '../legend.js';
import { colour, styleOf } from '../palette.js';
import { Panel } from '../panel.js';
import { Plot } from '../plot.js';
import { binsOf, drawReliability, eceOf, RELIABILITY_COLUMNS } from '../reliability.js';
import { eceRange } from '../scale.js';
import { Select } from '../select.js';

const ALL = 'corrupted';
const CLEAN = 'clean';
const ONE = 'only ';
const FIGURES = ['cleanEce', 'meanCorruptedEce'];
// Pixels by which the two figures of a point are apart, so that their bars do not hide each other.
const APART = 6;

export class Calibration {
  constructor(view, place) {
    this.view = view;
    this.images = new Select('Images', (images) => view.set('images', images));
    this.legend = new Legend(view);
    this.byMethod = new Panel('ece-by-method', 'chart');
    this.grid = el('div', { class: 'multiples' });
    this.panels = new Map();
    place.append(
      el('div', { class: 'legend-line' }, this.images.element, this.legend.element),
      this.byMethod.element, this.grid);
  }

  update({ figures }) {
    const corrupted = figures.corruptions.length > 0;
    const options = [[CLEAN, 'clean'], ...(corrupted ? [[ALL, 'all corrupted']] : []),
      ...figures.corruptions.map((name) => [ONE + name, format.plainName(name)])];
    const asked = this.view.get('images');
    const images = options.some(([value]) => value === asked) ? asked : corrupted ? ALL : CLEAN;
    this.images.update(options, images);
    const points = this.legend.update(figures);
    this.#showMethods(figures, points);
    rebuildIf(this.grid, JSON.stringify(points), () => {
      this.panels = new Map(points.map((point, place) => [point, new Panel(`reliability-${place}`, 'chart')]));
      this.grid.replaceChildren(...[...this.panels.values()].map((panel) => panel.element));
    });
    points.forEach((point) => this.#showReliability(figures, point, images));
  }

  #showReliability(figures, point, images) {
    const metrics = images === CLEAN ? [figures.clean(point)].filter((metric) => metric !== null)
      : figures.corrupted(point, images === ALL ? figures.corruptions : [images.slice(ONE.length)]);
    const bins = binsOf(metrics);
    const { count, until } = extent(metrics);
    // Cells share their clean images: taken together they have no interval of this kind.
    const [only = null] = metrics.length === 1 ? metrics : [];
    const ece = only === null ? format.percent(eceOf(bins)) : format.estimate(only.ece, only.eceLow, only.eceHigh);
    const what = images === CLEAN ? 'clean' : images === ALL ? 'corrupted' : format.plainName(images.slice(ONE.length));
    this.panels.get(point).show({
      title: point,
      note: `${format.integer(count)} ${what} images together: ECE ${ece}, up to ${format.moment(until)}.`
        + ` Below the dashed line it is too sure of itself.`,
      columns: RELIABILITY_COLUMNS,
      rows: bins,
      draw: (plot, text) => drawReliability(plot, bins, styleOf(point, figures), text),
    });
  }

  #showMethods(figures, points) {
    const rows = points.map((point) => {
      const summary = figures.summary(point);
      return {
        id: point, point, images: summary?.images ?? 0,
        ...Object.fromEntries(FIGURES.flatMap((key) => [key, `${key}Low`, `${key}High`])
          .map((key) => [key, summary?.[key] ?? null])),
      };
    });
    const percent = (key, title) => ({
      key, title, text: (row) => format.percent(row[key]),
      small: (row) => format.interval(row[`${key}Low`], row[`${key}High`]),
    });
    this.byMethod.show({
      title: 'Calibration error by point',
      note: `ECE: how far confidence and accuracy are apart, on average; smaller is better. Filled: mean over all`
        + ` cells of corrupted images; open: clean images. Bars hold the truth with at least 95% at all moments.`
        + ` ${format.images(Math.max(0, ...rows.map((r) => r.images)))}`
        + ` a point, up to ${format.moment(extent(figures.metrics).until)}.`,
      columns: [
        { key: 'point', title: 'Point', text: (row) => row.point },
        percent('cleanEce', 'ECE, clean'),
        percent('meanCorruptedEce', 'ECE, mean corrupted'),
        { key: 'images', title: 'Images', text: (row) => format.integer(row.images) },
        ...FIGURES.flatMap((key) => [{ key: `${key}Low` }, { key: `${key}High` }]),
      ],
      shown: 4,
      rows,
      draw: (plot, text) => draw(plot, figures, rows, text),
    });
  }
}

function draw(plot, figures, rows, description) {
  const inPercent = (value) => (value === null ? null : Number((100 * value).toFixed(2)));
  const values = rows.flatMap((row) => FIGURES.flatMap((key) => [row[key], row[`${key}High`]]))
    .filter((value) => value !== null);
  const inks = rows.map((row) => colour(styleOf(row.point, figures).token));
  const whiskers = (key, offset) => ({
    type: 'custom', silent: true, z: 1,
    data: rows.map((row, place) => [inPercent(row[`${key}Low`]), inPercent(row[`${key}High`]), place])
      .filter(([low]) => low !== null),
    encode: { x: [0, 1], y: 2 },
    renderItem: (_, api) => {
      const [from, y] = api.coord([api.value(0), api.value(2)]);
      const [to] = api.coord([api.value(1), api.value(2)]);
      return {
        type: 'line', shape: { x1: from, y1: y + offset, x2: to, y2: y + offset },
        style: { stroke: inks[api.value(2)], lineWidth: 1.5, opacity: 0.6 },
      };
    },
  });
  const marks = (key, offset, filled) => ({
    type: 'scatter', symbolSize: 11, symbolOffset: [0, offset], z: 3,
    data: rows.map((row, place) => ({
      value: [inPercent(row[key]), place],
      itemStyle: filled ? { color: inks[place] }
        : { color: colour('--surface'), borderColor: inks[place], borderWidth: 2 },
    })),
  });
  plot.draw({
    xAxis: Plot.percentAxis('', 0, Math.round(100 * eceRange(values)[1])),
    yAxis: Plot.axis('', {
      type: 'category', inverse: true, data: rows.map(({ point }) => point),
      axisLabel: { width: 130, overflow: 'truncate', hideOverlap: false, color: colour('--text') },
      splitLine: { show: true, lineStyle: { color: colour('--line') } },
    }),
    tooltip: Plot.tooltip('item', (item) => {
      const row = rows[item.dataIndex];
      const told = (key) => format.estimate(row[key], row[`${key}Low`], row[`${key}High`]);
      return `${row.point}\nclean ${told('cleanEce')}\nmean corrupted ${told('meanCorruptedEce')}`;
    }),
    series: [
      whiskers('cleanEce', -APART), whiskers('meanCorruptedEce', APART),
      marks('cleanEce', -APART, false), marks('meanCorruptedEce', APART, true),
    ],
  }, description);
}
