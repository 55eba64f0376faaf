/** Accuracy and ECE against severity, one line a point. */
import { byId, el, rebuildIf } from './dom.js';
import { extent } from './figures.js';
import * as format from './format.js';
import { colour, styleOf, swatch } from './palette.js';
import { Plot } from './plot.js';
import { accuracyRange, eceRange } from './scale.js';
import { Select } from './select.js';

const MEAN = '';
const CURVES = {
  accuracy: { title: 'Accuracy', range: accuracyRange },
  ece: { title: 'ECE', range: eceRange },
};

export class Curves {
  constructor(view) {
    this.view = view;
    this.select = new Select('Corruption', (name) => view.set('corruption', name === MEAN ? null : name));
    byId('curves-controls').append(this.select.element);
    this.plots = { accuracy: new Plot(byId('accuracy-curve')), ece: new Plot(byId('ece-curve')) };
  }

  update(figures) {
    const asked = this.view.get('corruption');
    const corruption = figures.corruptions.includes(asked) ? asked : MEAN;
    this.select.update(
      [[MEAN, 'mean over corruptions'], ...figures.corruptions.map((name) => [name, format.plainName(name)])],
      corruption,
    );
    const corruptions = corruption === MEAN ? figures.corruptions : [corruption];
    const points = figures.points.filter((point) => this.view.isShown(point));
    const legend = byId('curves-legend');
    rebuildIf(legend, JSON.stringify([points, figures.points]), () => legend.replaceChildren(
      ...points.map((point) => el('span', { class: 'point' }, swatch(point, figures.points), el('span', {}, point)))));
    for (const name of Object.keys(CURVES)) {
      this.#draw(name, figures, points, corruptions);
    }
  }

  #draw(name, figures, points, corruptions) {
    const { title, range } = CURVES[name];
    const plot = this.plots[name];
    const lines = points.map((point) => ({ point, curve: figures.curve(point, name, corruptions) }));
    const what = corruptions.length === 1 ? format.plainName(corruptions[0]) : `mean over ${corruptions.length} corruptions`;
    plot.title.textContent = `${title}, %, ${what}`;
    const values = lines.flatMap(({ curve }) => curve.map((place) => place.value)).filter((value) => value !== null);
    const [low, high] = range(values).map((share) => Math.round(100 * share));
    const places = lines[0]?.curve.map(({ severity }) => (severity === 0 ? 'clean' : String(severity))) ?? [];
    plot.draw({
      xAxis: { ...Plot.axis('severity'), type: 'category', boundaryGap: false, data: places },
      yAxis: { ...Plot.axis(''), type: 'value', min: low, max: high, axisLabel: { color: colour('--muted'), formatter: '{value}%' } },
      tooltip: Plot.tooltip((items) => this.#tooltip(items, lines, title)),
      series: lines.map(({ point, curve }) => this.#series(point, curve, figures.points)),
    }, `${plot.title.textContent}: ${lines.map(({ point, curve }) =>
      `${point} ${curve.map(({ value }) => format.percent(value)).join(', ')}`).join('; ')}`);
    const cells = points.flatMap((point) => [figures.clean(point), ...figures.corrupted(point, corruptions)])
      .filter((cell) => cell !== null);
    const { until } = extent(cells);
    const perPoint = points.length === 0 ? 0 : Math.round(extent(cells).count / points.length);
    plot.caption.textContent = points.length === 0
      ? 'No point is ticked in the table of points.'
      : `${format.images(perPoint)} a point, up to ${format.moment(until)}`;
  }

  #series(point, curve, all) {
    const style = styleOf(point, all);
    const ink = colour(style.token);
    return {
      name: point,
      type: 'line',
      connectNulls: true,
      data: curve.map(({ value }) => (value === null ? null : Number((100 * value).toFixed(2)))),
      symbol: style.mark,
      symbolSize: 7,
      z: style.width,
      lineStyle: { color: ink, width: style.width, type: style.dash },
      itemStyle: { color: ink },
    };
  }

  #tooltip(items, lines, title) {
    const place = items[0].dataIndex;
    const texts = lines.map(({ point, curve }) => {
      const { value, cells } = curve[place];
      const sure = title === 'Accuracy' && cells.length === 1
        ? ` (${format.interval(cells[0].accuracyLow, cells[0].accuracyHigh)})` : '';
      return `${format.percent(value)}${sure}  ${point}`;
    });
    const { count } = extent(lines.flatMap(({ curve }) => curve[place].cells));
    const heading = place === 0 ? 'clean' : `severity ${items[0].axisValue}`;
    return [`${heading}, ${format.images(Math.round(count / lines.length))} a point`, ...texts].join('\n');
  }
}
