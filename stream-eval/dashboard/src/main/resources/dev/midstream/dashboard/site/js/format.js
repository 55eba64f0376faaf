/** Numbers and times as text. Absent figures are a dash, never NaN. */
const DASH = '–';
const integers = new Intl.NumberFormat('en-GB');

const isNumber = (value) => typeof value === 'number' && Number.isFinite(value);

/** A share in [0, 1] as a percentage with one decimal, without its unit. */
export const percentNumber = (share) => (isNumber(share) ? (100 * share).toFixed(1) : DASH);

export const percent = (share) => (isNumber(share) ? `${percentNumber(share)}%` : DASH);

/** A difference with its sign. */
export function signed(difference, digits = 1) {
  if (!isNumber(difference)) {
    return DASH;
  }
  const text = Math.abs(difference).toFixed(digits);
  if (Number(text) === 0) {
    return text;
  }
  return (difference > 0 ? '+' : '−') + text;
}

/** A difference of shares in percentage points, with its sign. */
export const points = (difference) => (isNumber(difference) ? signed(100 * difference) : DASH);

export const interval = (low, high) =>
  isNumber(low) && isNumber(high) ? `${percentNumber(low)}–${percentNumber(high)}` : '';

/** A share as a percentage with its interval. */
export const estimate = (share, low, high) =>
  percent(share) + (interval(low, high) === '' ? '' : ` (${interval(low, high)})`);

export const decimal = (value, digits = 3) => (isNumber(value) ? value.toFixed(digits) : DASH);

export const integer = (value) => integers.format(value);

export const images = (count) => `${integer(count)} ${count === 1 ? 'image' : 'images'}`;

/** A moment in the reader's time zone; the day only if it is not today. */
export function moment(milliseconds) {
  if (!isNumber(milliseconds) || milliseconds <= 0) {
    return DASH;
  }
  const date = new Date(milliseconds);
  const time = date.toLocaleTimeString('en-GB');
  const today = date.toDateString() === new Date().toDateString();
  return today ? time : `${date.toLocaleDateString('en-GB', { dateStyle: 'medium' })} ${time}`;
}

/** `gaussian_noise` as people write it. */
export const plainName = (name) => name.replaceAll('_', ' ');

/** A probability as people write it; what is very small has a bound instead. */
export function probability(value) {
  if (!isNumber(value)) {
    return DASH;
  }
  return value < 0.001 ? 'p < 0.001' : `p = ${value < 0.1 ? value.toFixed(3) : value.toFixed(2)}`;
}

/** A time span in the largest unit that leaves no long number. */
export function duration(milliseconds) {
  if (!isNumber(milliseconds)) {
    return DASH;
  }
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 120) {
    return `${seconds} s`;
  }
  if (seconds < 7200) {
    return `${Math.round(seconds / 60)} min`;
  }
  return seconds < 172_800 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} days`;
}

export const rate = (value) => (isNumber(value) ? integers.format(Math.round(value)) : DASH);

/** "3 cells", "1 cell". */
export const counted = (count, one, many = `${one}s`) => `${integer(count)} ${count === 1 ? one : many}`;
