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
    const what = images === CLEAN ? 'clean' : images === ALL ? 'corrupted' : format.plainName(images.slice(ONE.length));
    this.panels.get(point).show({
      title: point,
      note: `${format.integer(count)} ${what} images together: ECE ${format.percent(eceOf(bins))}, up to`
        + ` ${format.moment(until)}. Below the dashed line it is too sure of itself.`,
      columns: RELIABILITY_COLUMNS,
      rows: bins,
      draw: (plot, text) => drawReliability(plot, bins, styleOf(point, figures), text),
    });
  }

  #showMethods(figures, points) {
    const rows = points.map((point) => {
      const summary = figures.summary(point);
      return {
        id: point, point, cleanEce: summary?.cleanEce ?? null, meanCorruptedEce: summary?.meanCorruptedEce ?? null,
        images: summary?.images ?? 0,
      };
    });
    this.byMethod.show({
      title: 'Calibration error by point',
      note: `ECE: how far confidence and accuracy are apart, on average; smaller is better. Filled: mean over all`
        + ` cells of corrupted images; open: clean images. ${format.images(Math.max(0, ...rows.map((r) => r.images)))}`
        + ` a point, up to ${format.moment(extent(figures.metrics).until)}.`,
      columns: [
        { key: 'point', title: 'Point', text: (row) => row.point },
        { key: 'cleanEce', title: 'ECE, clean', text: (row) => format.percent(row.cleanEce) },
        { key: 'meanCorruptedEce', title: 'ECE, mean corrupted', text: (row) => format.percent(row.meanCorruptedEce) },
        { key: 'images', title: 'Images', text: (row) => format.integer(row.images) },
      ],
      rows,
      draw: (plot, text) => draw(plot, figures, rows, text),
    });
  }
}

function draw(plot, figures, rows, description) {
  const values = rows.flatMap((row) => [row.cleanEce, row.meanCorruptedEce]).filter((value) => value !== null);
  const data = (key, filled) => rows.map((row, place) => {
    const ink = colour(styleOf(row.point, figures).token);
    return {
      value: [row[key] === null ? null : Number((100 * row[key]).toFixed(2)), place],
      itemStyle: filled ? { color: ink } : { color: colour('--surface'), borderColor: ink, borderWidth: 2 },
    };
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
      return `${row.point}\nclean ${format.percent(row.cleanEce)}\nmean corrupted ${format.percent(row.meanCorruptedEce)}`;
    }),
    series: [
      { type: 'scatter', symbolSize: 13, data: data('cleanEce', false) },
      { type: 'scatter', symbolSize: 13, data: data('meanCorruptedEce', true) },
    ],
  }, description);
}
