/** Figures against severity, one line a point, with the band in which the truth lies. */
import { asFields, columnOf, endColumns, FIGURES, WITH_INTERVAL } from '../catalogue.js';
import { extent } from '../figures.js';
import * as format from '../format.js';
import { Legend } from '../legend.js';
import { colour, styleOf } from '../palette.js';
import { Panel } from '../panel.js';
import { Plot } from '../plot.js';
import { Select } from '../select.js';

const MEAN = '';

export class Severity {
  constructor(view, place) {
    this.view = view;
    this.select = new Select('Corruption', (name) => view.set('corruption', name === MEAN ? null : name));
    this.legend = new Legend(view);
    this.panels = WITH_INTERVAL.map((figure, number) => ({
      figure, panel: new Panel(`${figure.name}-curve`, 'chart', ...(number === 0 ? [this.select.element] : [])),
    }));
    place.append(this.legend.element, ...this.panels.map(({ panel }) => panel.element));
  }

  update({ figures }) {
    const asked = this.view.get('corruption');
    const corruption = figures.corruptions.includes(asked) ? asked : MEAN;
    this.select.update(
      [[MEAN, 'mean over all'], ...figures.corruptions.map((name) => [name, format.plainName(name)])],
      corruption,
    );
    const points = this.legend.update(figures);
    const lines = points.map((point) => ({ point, curve: curveOf(figures, point, corruption) }));
    const what = corruption === MEAN
      ? `mean over ${format.counted(figures.corruptions.length, 'corruption')}` : format.plainName(corruption);
    this.panels.forEach(({ figure, panel }) => show(figure, panel, figures, lines, what, corruption === MEAN));
  }
}

function show(figure, panel, figures, lines, what, isMean) {
  const rows = lines.flatMap(({ point, curve }) => curve.map((place) => ({
    ...place, id: `${point} ${place.severity}`, point,
  })));
  const images = Math.max(0, ...lines.map(({ curve }) => curve.reduce((sum, { images: own }) => sum + own, 0)));
  const { until } = extent(figures.metrics);
  const band = isMean
    ? ' Bands hold what the images so far had to expect with at least 95%, at all moments together.'
    : ' Bands are 95% confidence sequences of the images so far, valid at all moments together.';
  panel.show({
    title: `${figure.title} by severity, ${what}`,
    note: lines.length === 0 ? 'No point is ticked above.'
      : `${format.images(images)} a point, up to ${format.moment(until)}.${band}`,
    columns: [
      { key: 'point', title: 'Point', text: (row) => row.point },
      { key: 'severity', title: 'Severity', text: (row) => (row.severity === 0 ? 'clean' : String(row.severity)) },
      columnOf(figure),
      { key: 'images', title: 'Images', text: (row) => format.integer(row.images) },
      ...FIGURES.filter((other) => other !== figure).map((other) => columnOf(other)), ...endColumns(),
    ],
    shown: 3 + FIGURES.length,
    rows,
    draw: (plot) => draw(plot, figure, figures, lines, describe(figure, rows, `${figure.title} by severity, ${what}`)),
  });
}

/** The chart in words: of its own figure alone. */
const describe = (figure, rows, title) => `${title}. ${rows.slice(0, 40).map((row) =>
  `${row.point} ${row.severity === 0 ? 'clean' : row.severity} ${figure.full(row[figure.name])}`).join('; ')}`;

/** Figures with the ends of their intervals by severity, from clean images to the strongest. */
function curveOf(figures, point, corruption) {
  const places = [];
  const take = (severity, from, images) => places.push({ severity, ...asFields(from.figures), images });
  const clean = figures.clean(point);
  if (clean !== null) {
    take(0, clean, clean.count);
  }
  if (corruption === MEAN) {
    figures.summary(point)?.severities.forEach((each) => take(each.severity, each, each.images));
  } else {
    figures.corrupted(point, [corruption]).forEach((metric) => take(metric.severity, metric, metric.count));
  }
  return places;
}

function draw(plot, figure, figures, lines, description) {
  const scaled = (value) => (typeof value === 'number' ? Number((figure.perUnit * value).toFixed(2)) : null);
  const severities = [0, ...figures.severities.filter((severity) => severity > 0)];
  const { name } = figure;
  const [lowEnd, highEnd] = [`${name}-low`, `${name}-high`];
  const values = lines.flatMap(({ curve }) => curve.flatMap((place) => [place[lowEnd], place[highEnd]]))
    .filter((value) => typeof value === 'number');
  const [low, high] = figure.axis(values).map((value) => Math.round(figure.perUnit * value));
  const at = (curve, severity) => curve.find((place) => place.severity === severity);
  // Where many bands lie on each other the lines must stay readable.
  const opacity = Math.min(0.1, 0.3 / lines.length);
  const band = (key, curve, { token }, from, to, more) => ({
    type: 'line', stack: key, stackStrategy: 'all', silent: true, symbol: 'none', lineStyle: { width: 0 }, z: 1,
    data: severities.map((severity) => scaled(to(at(curve, severity)) - from(at(curve, severity)))),
    ...(more ? { areaStyle: { color: colour(token), opacity } } : {}),
  });
  const bands = lines.flatMap(({ point, curve }) => {
    const style = styleOf(point, figures);
    return [
      band(`band ${point}`, curve, style, () => 0, (place) => place?.[lowEnd], false),
      band(`band ${point}`, curve, style, (place) => place?.[lowEnd], (place) => place?.[highEnd], true),
    ];
  });
  const series = lines.map(({ point, curve }) => {
    const style = styleOf(point, figures);
    const ink = colour(style.token);
    return {
      type: 'line', connectNulls: true, symbol: style.mark, symbolSize: 7, z: 2 + style.width,
      data: severities.map((severity) => scaled(at(curve, severity)?.[name])),
      lineStyle: { color: ink, width: style.width, type: style.dash }, itemStyle: { color: ink },
    };
  });
  plot.draw({
    xAxis: Plot.axis('severity', {
      type: 'category', boundaryGap: false, data: severities.map((each) => (each === 0 ? 'clean' : String(each))),
    }),
    yAxis: Plot.figureAxis(figure, low, high),
    tooltip: Plot.tooltip('axis', (items) => {
      const severity = severities[items[0].dataIndex];
      const texts = lines.map(({ point, curve }) => {
        const place = at(curve, severity);
        return `${figure.estimate(place?.[name], place?.[lowEnd], place?.[highEnd])}  ${point}`;
      });
      return [severity === 0 ? 'clean' : `severity ${severity}`, ...texts].join('\n');
    }),
    series: [...bands, ...series],
  }, description);
}
