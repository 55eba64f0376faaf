/** From figures to shares of a colour ramp. Ends are round numbers, so that colours rarely move. */
const STEP = 0.1;
const FINE_STEP = 0.05;

const down = (value, step) => Math.floor(value / step + 1e-9) * step;
const up = (value, step) => Math.ceil(value / step - 1e-9) * step;

/** `[low, high]` around shares, in steps of 10%. */
export function roundRange(values) {
  if (values.length === 0) {
    return [0, 1];
  }
  const low = down(Math.min(...values), STEP);
  const high = Math.min(1, up(Math.max(...values), STEP));
  return high - low < STEP / 2 ? [Math.max(0, low - STEP), Math.max(high, low)] : [low, high];
}

/** How far ticks stand apart on an axis of shares that spans `span`. */
export const tickOf = (span) => (span <= 0.3 ? FINE_STEP : span <= 0.6 ? STEP : 2 * STEP);

/** `[low, high]` close around shares that are to be told apart, both of them ticks. */
export function closeRange(values) {
  if (values.length === 0) {
    return [0, 1];
  }
  const step = tickOf(Math.max(...values) - Math.min(...values));
  const low = Math.max(0, down(Math.min(...values) - 0.005, step));
  return [low, Math.min(1, Math.max(low + step, up(Math.max(...values) + 0.005, step)))];
}

/** `[0, high]`, in steps of `step`. */
export const fromZero = (values, step) => [0, Math.max(step, up(Math.max(0, ...values), step))];

/** `[-high, high]` around differences. */
export function differenceRange(values, step) {
  const [, high] = fromZero(values.map(Math.abs), step);
  return [-high, high];
}

/** Where `value` lies in the range, in [0, 1]. */
export const share = (value, [low, high]) => Math.min(1, Math.max(0, (value - low) / (high - low)));
