/** Accuracy and ECE against severity, one line a point, with the band in which the truth lies. */
import { extent } from '../figures.js';
import * as format from '../format.js';
import { Legend } from '../legend.js';
import { colour, styleOf } from '../palette.js';
import { Panel } from '../panel.js';
import { Plot } from '../plot.js';
import { closeRange, eceRange } from '../scale.js';
import { Select } from '../select.js';

const MEAN = '';
const CURVES = {
  accuracy: { title: 'Accuracy', range: closeRange },
  ece: { title: 'ECE', range: eceRange },
};

export class Severity {
  constructor(view, place) {
    this.view = view;
    this.select = new Select('Corruption', (name) => view.set('corruption', name === MEAN ? null : name));
    this.legend = new Legend(view);
    this.panels = {
      accuracy: new Panel('accuracy-curve', 'chart', this.select.element), ece: new Panel('ece-curve', 'chart'),
    };
    place.append(this.legend.element, this.panels.accuracy.element, this.panels.ece.element);
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
    for (const name of Object.keys(CURVES)) {
      this.#show(name, figures, lines, what, corruption === MEAN);
    }
  }

  #show(name, figures, lines, what, isMean) {
    const { title } = CURVES[name];
    const rows = lines.flatMap(({ point, curve }) => curve.map((place) => ({
      ...place, id: `${point} ${place.severity}`, point,
    })));
    const images = Math.max(0, ...lines.map(({ curve }) => curve.reduce((sum, { images: own }) => sum + own, 0)));
    const { until } = extent(figures.metrics);
    const band = isMean
      ? ' Bands hold the true mean with at least 95%, at all moments together.'
      : ' Bands are 95% confidence sequences, valid at all moments together.';
    this.panels[name].show({
      title: `${title} by severity, ${what}`,
      note: lines.length === 0 ? 'No point is ticked above.'
        : `${format.images(images)} a point, up to ${format.moment(until)}.${band}`,
      columns: [
        { key: 'point', title: 'Point', text: (row) => row.point },
        { key: 'severity', title: 'Severity', text: (row) => (row.severity === 0 ? 'clean' : String(row.severity)) },
        {
          key: name, title, text: (row) => format.percent(row[name]),
          small: (row) => format.interval(row[`${name}Low`], row[`${name}High`]),
        },
        { key: 'images', title: 'Images', text: (row) => format.integer(row.images) },
        { key: `${name}Low` }, { key: `${name}High` },
      ],
      shown: 4,
      rows,
      draw: (plot, text) => draw(plot, name, figures, lines, text),
    });
  }
}

/** Figures with the ends of their intervals by severity, from clean images to the strongest. */
function curveOf(figures, point, corruption) {
  const places = [];
  const take = (severity, from, images) => places.push({
    severity, accuracy: from.accuracy, accuracyLow: from.accuracyLow, accuracyHigh: from.accuracyHigh,
    ece: from.ece, eceLow: from.eceLow, eceHigh: from.eceHigh, images,
  });
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

function draw(plot, name, figures, lines, description) {
  const inPercent = (value) => (typeof value === 'number' ? Number((100 * value).toFixed(2)) : null);
  const severities = [0, ...figures.severities.filter((severity) => severity > 0)];
  const [lowEnd, highEnd] = [`${name}Low`, `${name}High`];
  const values = lines.flatMap(({ curve }) => curve.flatMap((place) => [place[lowEnd], place[highEnd]]));
  const [low, high] = CURVES[name].range(values).map((share) => Math.round(100 * share));
  const at = (curve, severity) => curve.find((place) => place.severity === severity);
  // Where many bands lie on each other the lines must stay readable.
  const opacity = Math.min(0.1, 0.3 / lines.length);
  const band = (key, curve, { token }, from, to, more) => ({
    type: 'line', stack: key, silent: true, symbol: 'none', lineStyle: { width: 0 }, z: 1,
    data: severities.map((severity) => inPercent(to(at(curve, severity)) - from(at(curve, severity)))),
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
      data: severities.map((severity) => inPercent(at(curve, severity)?.[name])),
      lineStyle: { color: ink, width: style.width, type: style.dash }, itemStyle: { color: ink },
    };
  });
  plot.draw({
    xAxis: Plot.axis('severity', {
      type: 'category', boundaryGap: false, data: severities.map((each) => (each === 0 ? 'clean' : String(each))),
    }),
    yAxis: Plot.percentAxis('', low, high),
    tooltip: Plot.tooltip('axis', (items) => {
      const severity = severities[items[0].dataIndex];
      const texts = lines.map(({ point, curve }) => {
        const place = at(curve, severity);
        return `${format.estimate(place?.[name], place?.[lowEnd], place?.[highEnd])}  ${point}`;
      });
      return [severity === 0 ? 'clean' : `severity ${severity}`, ...texts].join('\n');
    }),
    series: [...bands, ...series],
  }, description);
}
