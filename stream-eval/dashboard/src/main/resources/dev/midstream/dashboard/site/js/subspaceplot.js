/** Charts of a figure over a subspace. */
import { colour, styleOf } from './palette.js';
import { Plot } from './plot.js';
import { share } from './scale.js';

const HEIGHT = Math.sqrt(3) / 2;

const rangeOf = (rows, figure) =>
  figure.axis(rows.flatMap((row) => [row.value, row.low, row.high]).filter((value) => typeof value === 'number'));

const tell = (row, figure) => `${row.point}
${figure.estimate(row.value, row.low, row.high)}
weights ${row.weights}`;

/** Against alpha, or against the largest weight where there is no line. */
export function drawLine(plot, figures, rows, figure, isLine, ensemble, description) {
  const scaled = (value) => (typeof value === 'number' ? Number((figure.perUnit * value).toFixed(2)) : null);
  const at = (row) => Number((isLine ? row.alpha : row.largest).toFixed(4));
  const withEnsemble = ensemble === null ? rows : [...rows, { value: ensemble, low: null, high: null }];
  const [low, high] = rangeOf(withEnsemble, figure).map((value) => Math.round(figure.perUnit * value));
  const models = [...new Set(rows.map((row) => row.model))];
  const ink = (row) => colour(styleOf(row.point, figures).token);
  plot.draw({
    xAxis: Plot.axis(isLine ? 'α' : 'largest weight', {
      type: 'value', min: 0, max: 1, splitLine: { show: false },
    }),
    yAxis: Plot.figureAxis(figure, low, high),
    tooltip: Plot.tooltip('item', ({ data }) => (data.row === undefined ? '' : tell(data.row, figure))),
    series: [
      ...models.map((model) => ({
        type: 'line', silent: true, symbol: 'none', lineStyle: { color: colour('--line'), width: 2 },
        data: isLine ? rows.filter((row) => row.model === model).map((row) => [at(row), scaled(row.value)]) : [],
      })),
      ...rows.filter((row) => row.low !== null).map((row) => ({
        type: 'line', silent: true, symbol: 'none', lineStyle: { color: ink(row), width: 1.5, opacity: 0.6 },
        data: [[at(row), scaled(row.low)], [at(row), scaled(row.high)]],
      })),
      ...(ensemble === null ? [] : [{
        type: 'line', silent: true, symbol: 'none',
        lineStyle: { color: colour('--green'), width: 1.5, type: 'dashed' },
        data: [[0, scaled(ensemble)], [1, scaled(ensemble)]],
      }]),
      {
        type: 'scatter', symbolSize: 13, z: 5,
        data: rows.map((row) => ({
          value: [at(row), scaled(row.value)], row, symbol: styleOf(row.point, figures).mark,
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
export function drawTriangle(plot, figures, rows, figure, description) {
  // Colours tell the points apart, so that they span these and not their intervals.
  const range = rangeOf(rows.map(({ value }) => ({ value })), figure);
  const place = ([, right, top]) => [right + top / 2, top * HEIGHT];
  const from = colour(figure.sign < 0 ? '--error-low' : '--share-low');
  const to = colour(figure.sign < 0 ? '--error-high' : '--share-high');
  const [low, high] = range.map(figure.end);
  const { pixel, ...axes } = equalAxes(plot.place);
  const shown = rows.filter((row) => typeof row.value === 'number')
    .map((row) => ({ row, at: place(row.position), text: `${row.point} ${figure.full(row.value)}` }));
  const sides = freeSides(shown, pixel);
  plot.draw({
    grid: MARGIN,
    ...axes,
    visualMap: {
      type: 'continuous', seriesIndex: 1, min: 0, max: 1, dimension: 2, inRange: { color: [from, to] },
      right: 0, top: 'middle', text: [high, low], textStyle: { color: colour('--muted') }, itemHeight: 110,
    },
    tooltip: Plot.tooltip('item', ({ data }) => (data?.row === undefined ? '' : tell(data.row, figure))),
    series: [
      {
        type: 'line', silent: true, symbol: 'none', z: 1, lineStyle: { color: colour('--line'), width: 1.5 },
        data: [[0, 0], [1, 0], [0.5, HEIGHT], [0, 0]],
      },
      {
        type: 'scatter', symbolSize: SIZE, z: 3,
        data: shown.map(({ row, at, text }, number) => ({
          value: [...at, share(row.value, range)], row,
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
