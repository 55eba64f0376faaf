/** Reliability diagrams: how often answers of a given confidence are right. */
import { sum } from './figures.js';
import * as format from './format.js';
import { colour } from './palette.js';
import { Plot } from './plot.js';

/** The bins of some metrics together: `{id, images, confidence, accuracy}`, those that hold images. */
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
  { key: 'accuracy', title: 'Accuracy', text: (row) => format.percent(row.accuracy) },
  { key: 'images', title: 'Images', text: (row) => format.integer(row.images) },
];

export function drawReliability(plot, bins, style, description) {
  const most = Math.max(1, ...bins.map(({ images }) => images));
  const ink = colour(style.token);
  const inPercent = (value) => Number((100 * value).toFixed(2));
  plot.draw({
    xAxis: Plot.percentAxis('confidence', 0, 100, { splitLine: { show: false } }),
    yAxis: Plot.percentAxis('right', 0, 100, { nameGap: 36 }),
    tooltip: Plot.tooltip('item', (item) => {
      const bin = bins[item.dataIndex];
      return bin === undefined || item.seriesIndex !== 1 ? '' : `${format.percent(bin.accuracy)} right at`
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
    ],
  }, description);
}
