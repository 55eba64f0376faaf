/** Charts of a figure over a subspace. */
import * as format from './format.js';
import { colour, styleOf } from './palette.js';
import { Plot } from './plot.js';
import { closeRange, eceRange, share } from './scale.js';

const HEIGHT = Math.sqrt(3) / 2;

const rangeOf = (rows, name) => {
  const values = rows.flatMap((row) => [row[name], row.low, row.high]).filter((value) => typeof value === 'number');
  return name === 'accuracy' ? closeRange(values) : eceRange(values);
};

const tell = (row, name) =>
  `${row.point}\n${format.estimate(row[name], row.low, row.high)}\nweights ${row.weights}`;

/** Against alpha, or against the largest weight where there is no line. */
export function drawLine(plot, figures, rows, name, isLine, ensemble, description) {
  const inPercent = (value) => (typeof value === 'number' ? Number((100 * value).toFixed(2)) : null);
  const at = (row) => Number((isLine ? row.alpha : row.largest).toFixed(4));
  const withEnsemble = ensemble === null ? rows : [...rows, { [name]: ensemble, low: null, high: null }];
  const [low, high] = rangeOf(withEnsemble, name).map((value) => Math.round(100 * value));
  const models = [...new Set(rows.map((row) => row.model))];
  const ink = (row) => colour(styleOf(row.point, figures).token);
  plot.draw({
    xAxis: Plot.axis(isLine ? 'α' : 'largest weight', {
      type: 'value', min: 0, max: 1, splitLine: { show: false },
    }),
    yAxis: Plot.percentAxis('', low, high),
    tooltip: Plot.tooltip('item', ({ data }) => (data.row === undefined ? '' : tell(data.row, name))),
    series: [
      ...models.map((model) => ({
        type: 'line', silent: true, symbol: 'none', lineStyle: { color: colour('--line'), width: 2 },
        data: isLine ? rows.filter((row) => row.model === model).map((row) => [at(row), inPercent(row[name])]) : [],
      })),
      ...rows.filter((row) => row.low !== null).map((row) => ({
        type: 'line', silent: true, symbol: 'none', lineStyle: { color: ink(row), width: 1.5, opacity: 0.6 },
        data: [[at(row), inPercent(row.low)], [at(row), inPercent(row.high)]],
      })),
      ...(ensemble === null ? [] : [{
        type: 'line', silent: true, symbol: 'none',
        lineStyle: { color: colour('--green'), width: 1.5, type: 'dashed' },
        data: [[0, inPercent(ensemble)], [1, inPercent(ensemble)]],
      }]),
      {
        type: 'scatter', symbolSize: 13, z: 5,
        data: rows.map((row) => ({
          value: [at(row), inPercent(row[name])], row, symbol: styleOf(row.point, figures).mark,
          itemStyle: { color: ink(row) },
          label: {
            show: rows.length <= 12, position: 'top', align: at(row) > 0.9 ? 'right' : at(row) < 0.1 ? 'left' : 'center', color: colour('--text'), fontSize: 11,
            textBorderColor: colour('--surface'), textBorderWidth: 3,
            formatter: () => row.point, width: 90, overflow: 'truncate',
          },
        })),
      },
    ],
  }, description);
}

const MARGIN = { left: 46, right: 84, top: 26, bottom: 30 };

const SIZE = 20;
const LINE = 14;
const LETTER = 6.2;

/**
 * Axes on which the triangle fills the place and its three sides are equally long, and how much of
 * them a pixel is.
 */
function equalAxes({ clientWidth, clientHeight }) {
  const wide = Math.max(1, clientWidth - MARGIN.left - MARGIN.right);
  const high = Math.max(1, clientHeight - MARGIN.top - MARGIN.bottom);
  const pixel = Math.max(1.1 / wide, (HEIGHT + 0.1) / high);
  const around = (middle, span) => ({ type: 'value', min: middle - span / 2, max: middle + span / 2, show: false });
  return { xAxis: around(0.5, pixel * wide), yAxis: around(HEIGHT / 2, pixel * high), pixel };
}

/** The side of each mark on which its label hides neither a mark nor a label before it. */
function freeSides(marks, pixel) {
  const taken = marks.map(({ at }) => ({ at, wide: SIZE * pixel, high: SIZE * pixel }));
  const meet = (a, b) => Math.abs(a.at[0] - b.at[0]) < (a.wide + b.wide) / 2
    && Math.abs(a.at[1] - b.at[1]) < (a.high + b.high) / 2;
  return marks.map(({ at: [x, y], text }) => {
    const wide = LETTER * text.length * pixel;
    const below = (SIZE / 2 + LINE / 2 + 4) * pixel;
    const beside = wide / 2 + (SIZE / 2 + 5) * pixel;
    const boxes = Object.entries({ bottom: [x, y - below], top: [x, y + below], right: [x + beside, y], left: [x - beside, y] })
      .map(([side, at]) => ({ side, at, wide, high: LINE * pixel }));
    const box = boxes.find((each) => !taken.some((other) => meet(each, other))) ?? boxes[0];
    taken.push(box);
    return box.side;
  });
}

/** Over the triangle of three endpoints; the darker, the larger. */
export function drawTriangle(plot, figures, rows, name, description) {
  // Colours tell the points apart, so that they span these and not their intervals.
  const range = rangeOf(rows.map((row) => ({ [name]: row[name] })), name);
  const place = ([, right, top]) => [right + top / 2, top * HEIGHT];
  const from = colour(name === 'accuracy' ? '--accuracy-low' : '--ece-low');
  const to = colour(name === 'accuracy' ? '--accuracy-high' : '--ece-high');
  const [low, high] = range.map((value) => `${Math.round(100 * value)}%`);
  const { pixel, ...axes } = equalAxes(plot.place);
  const shown = rows.filter((row) => typeof row[name] === 'number')
    .map((row) => ({ row, at: place(row.position), text: `${row.point} ${format.percent(row[name])}` }));
  const sides = freeSides(shown, pixel);
  plot.draw({
    grid: MARGIN,
    ...axes,
    visualMap: {
      type: 'continuous', seriesIndex: 1, min: 0, max: 1, dimension: 2, inRange: { color: [from, to] },
      right: 0, top: 'middle', text: [high, low], textStyle: { color: colour('--muted') }, itemHeight: 110,
    },
    tooltip: Plot.tooltip('item', ({ data }) => (data?.row === undefined ? '' : tell(data.row, name))),
    series: [
      {
        type: 'line', silent: true, symbol: 'none', z: 1, lineStyle: { color: colour('--line'), width: 1.5 },
        data: [[0, 0], [1, 0], [0.5, HEIGHT], [0, 0]],
      },
      {
        type: 'scatter', symbolSize: SIZE, z: 3,
        data: shown.map(({ row, at, text }, number) => ({
          value: [...at, share(row[name], range)], row,
          itemStyle: { borderColor: colour('--muted'), borderWidth: 1 },
          label: {
            show: true, position: sides[number], color: colour('--text'), fontSize: 11,
            textBorderColor: colour('--surface'), textBorderWidth: 3, formatter: () => text,
          },
        })),
      },
    ],
  }, description);
}
