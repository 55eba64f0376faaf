/** Reliability diagrams: how often answers of a given confidence are right. */
import { sum } from './figures.js';
import * as format from './format.js';
import { colour } from './palette.js';
import { Plot } from './plot.js';

/**
 * The bins of some metrics together: `{id, images, confidence, accuracy, low, high}`, those that hold images.
 * Only the bins of one metric have intervals, which hold for all of them together; the ends are null otherwise.
 */
export function binsOf(metrics) {
  const width = metrics[0]?.bins.count.length ?? 0;
  const same = metrics.filter(({ bins }) => bins.count.length === width);
  return [...Array(width).keys()].map((bin) => {
    const images = sum(same.map(({ bins }) => bins.count[bin]));
    return {
      id: String(bin),
      images,
      confidence: sum(same.map(({ bins }) => bins.confidence[bin])) / images,
      accuracy: sum(same.map(({ bins }) => bins.correct[bin])) / images,
      low: same.length === 1 ? same[0].bins.low[bin] : null,
      high: same.length === 1 ? same[0].bins.high[bin] : null,
    };
  }).filter(({ images }) => images > 0);
}

/** The expected calibration error of bins. */
export function eceOf(bins) {
  const images = sum(bins.map((bin) => bin.images));
  return images === 0 ? null
    : sum(bins.map((bin) => bin.images * Math.abs(bin.accuracy - bin.confidence))) / images;
}

export const RELIABILITY_COLUMNS = [
  { key: 'confidence', title: 'Mean confidence', text: (row) => format.percent(row.confidence) },
  {
    key: 'accuracy', title: 'Accuracy', text: (row) => format.percent(row.accuracy),
    small: (row) => format.interval(row.low, row.high),
  },
  { key: 'images', title: 'Images', text: (row) => format.integer(row.images) },
];

/** What the bars of a diagram of these bins say. */
export const barsOf = (bins) => (bins.some(({ low }) => low !== null)
  ? ' Bars are 95% intervals of the images so far, for all bins together.' : '');

export function drawReliability(plot, bins, style, description) {
  const most = Math.max(1, ...bins.map(({ images }) => images));
  const ink = colour(style.token);
  const inPercent = (value) => Number((100 * value).toFixed(2));
  plot.draw({
    xAxis: Plot.percentAxis('confidence', 0, 100, { splitLine: { show: false } }),
    yAxis: Plot.percentAxis('right', 0, 100, { nameGap: 36 }),
    tooltip: Plot.tooltip('item', (item) => {
      const bin = bins[item.dataIndex];
      return bin === undefined || item.seriesIndex !== 1 ? '' : `${format.estimate(bin.accuracy, bin.low, bin.high)} right at`
        + ` ${format.percent(bin.confidence)} confidence\n${format.images(bin.images)}`;
    }),
    series: [
      {
        type: 'line', data: [[0, 0], [100, 100]], symbol: 'none', silent: true,
        lineStyle: { color: colour('--muted'), width: 1, type: 'dashed' },
      },
      {
        type: 'line',
        data: bins.map((bin) => ({
          value: [inPercent(bin.confidence), inPercent(bin.accuracy)],
          symbolSize: Math.max(3, 24 * Math.sqrt(bin.images / most)),
        })),
        symbol: 'circle',
        itemStyle: { color: ink, opacity: 0.85 },
        lineStyle: { color: ink, width: 1, opacity: 0.4 },
      },
      {
        type: 'custom', silent: true, z: 1, encode: { x: 0, y: [1, 2] },
        data: bins.filter(({ low }) => low !== null)
          .map((bin) => [inPercent(bin.confidence), inPercent(bin.low), inPercent(bin.high)]),
        renderItem: (_, api) => {
          const [x, from] = api.coord([api.value(0), api.value(1)]);
          const [, to] = api.coord([api.value(0), api.value(2)]);
          return {
            type: 'line', shape: { x1: x, y1: from, x2: x, y2: to }, style: { stroke: ink, lineWidth: 1.5, opacity: 0.5 },
          };
        },
      },
    ],
  }, description);
}
