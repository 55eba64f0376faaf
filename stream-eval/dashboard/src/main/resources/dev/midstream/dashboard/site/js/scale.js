/** From figures to shares of a colour ramp. Ends are round numbers, so that colours rarely move. */
const STEP = 0.1;
const FINE_STEP = 0.05;

const down = (value, step) => Math.floor(value / step + 1e-9) * step;
const up = (value, step) => Math.ceil(value / step - 1e-9) * step;

/** `[low, high]` around accuracies, in steps of 10%. */
export function accuracyRange(values) {
  if (values.length === 0) {
    return [0, 1];
  }
  const low = down(Math.min(...values), STEP);
  const high = Math.min(1, up(Math.max(...values), STEP));
  return high - low < STEP / 2 ? [Math.max(0, low - STEP), Math.max(high, low)] : [low, high];
}

/** `[0, high]` of calibration errors, in steps of 5%. */
export const eceRange = (values) => [0, Math.max(FINE_STEP, up(Math.max(0, ...values), FINE_STEP))];

/** `[-high, high]` around differences, in steps of 5 percentage points. */
export function differenceRange(values) {
  const high = Math.max(FINE_STEP, up(Math.max(0, ...values.map(Math.abs)), FINE_STEP));
  return [-high, high];
}

/** Where `value` lies in the range, in [0, 1]. */
export const share = (value, [low, high]) => Math.min(1, Math.max(0, (value - low) / (high - low)));
