/** Whether confidence can be believed: reliability diagrams side by side, and ECE by method. */
import { asFields, columnOf, endColumns, endsOf, figureNamed, valueOf } from '../catalogue.js';
import { el, rebuildIf } from '../dom.js';
import { extent } from '../figures.js';
import * as format from '../format.js';
import { Legend } from '../legend.js';
import { colour, styleOf } from '../palette.js';
import { Panel } from '../panel.js';
import { Plot } from '../plot.js';
import { barsOf, binsOf, drawReliability, eceOf, RELIABILITY_COLUMNS } from '../reliability.js';
import { Select } from '../select.js';

const ALL = 'corrupted';
const CLEAN = 'clean';
const ONE = 'only ';
const ECE = figureNamed('ece');
const PARTS = ['clean-', 'corrupted-'];
const KEYS = PARTS.map((part) => `${part}ece`);
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
    const ece = only === null ? format.percent(eceOf(bins)) : ECE.estimate(valueOf(only.figures, ECE), ...endsOf(only.figures, ECE));
    const what = images === CLEAN ? 'clean' : images === ALL ? 'corrupted' : format.plainName(images.slice(ONE.length));
    this.panels.get(point).show({
      title: point,
      note: `${format.integer(count)} ${what} images together: ECE ${ece}, up to ${format.moment(until)}.`
        + ` Below the dashed line it is too sure of itself.${barsOf(bins)}`,
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
        ...asFields(summary?.clean.figures, 'clean-'), ...asFields(summary?.corrupted.figures, 'corrupted-'),
      };
    });
    this.byMethod.show({
      title: 'Calibration error by point',
      note: `${ECE.description} Smaller is better. Filled: mean over all`
        + ` cells of corrupted images; open: clean images. Bars hold what the images so far had to expect with at least 95%, at all moments.`
        + ` ${format.images(Math.max(0, ...rows.map((r) => r.images)))}`
        + ` a point, up to ${format.moment(extent(figures.metrics).until)}.`,
      columns: [
        { key: 'point', title: 'Point', text: (row) => row.point },
        columnOf(ECE, 'clean-', { title: 'ECE, clean' }),
        columnOf(ECE, 'corrupted-', { title: 'ECE, mean corrupted' }),
        { key: 'images', title: 'Images', text: (row) => format.integer(row.images) },
        ...PARTS.flatMap(endColumns).filter(({ key }) => KEYS.some((one) => key.startsWith(`${one}-`))),
      ],
      shown: 4,
      rows,
      draw: (plot, text) => draw(plot, figures, rows, text),
    });
  }
}

function draw(plot, figures, rows, description) {
  const inPercent = (value) => (value === null ? null : Number((100 * value).toFixed(2)));
  const values = rows.flatMap((row) => KEYS.flatMap((key) => [row[key], row[`${key}-high`]]))
    .filter((value) => value !== null);
  const inks = rows.map((row) => colour(styleOf(row.point, figures).token));
  const whiskers = (key, offset) => ({
    type: 'custom', silent: true, z: 1,
    data: rows.map((row, place) => [inPercent(row[`${key}-low`]), inPercent(row[`${key}-high`]), place])
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
    xAxis: Plot.percentAxis('', 0, Math.round(100 * ECE.axis(values)[1])),
    yAxis: Plot.axis('', {
      type: 'category', inverse: true, data: rows.map(({ point }) => point),
      axisLabel: { width: 130, overflow: 'truncate', hideOverlap: false, color: colour('--text') },
      splitLine: { show: true, lineStyle: { color: colour('--line') } },
    }),
    tooltip: Plot.tooltip('item', (item) => {
      const row = rows[item.dataIndex];
      const told = (key) => ECE.estimate(row[key], row[`${key}-low`], row[`${key}-high`]);
      return `${row.point}\nclean ${told('clean-ece')}\nmean corrupted ${told('corrupted-ece')}`;
    }),
    series: [
      whiskers('clean-ece', -APART), whiskers('corrupted-ece', APART),
      marks('clean-ece', -APART, false), marks('corrupted-ece', APART, true),
    ],
  }, description);
}
