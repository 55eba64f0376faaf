/** Numbers and times as text. Absent figures are a dash, never NaN. */
const DASH = '–';
const integers = new Intl.NumberFormat('en-GB');

const isNumber = (value) => typeof value === 'number' && Number.isFinite(value);

/** A share in [0, 1] as a percentage with one decimal, without its unit. */
export const percentNumber = (share) => (isNumber(share) ? (100 * share).toFixed(1) : DASH);

export const percent = (share) => (isNumber(share) ? `${percentNumber(share)}%` : DASH);

/** A difference of shares in percentage points, with its sign. */
export function points(difference) {
  if (!isNumber(difference)) {
    return DASH;
  }
  const text = Math.abs(100 * difference).toFixed(1);
  if (text === '0.0') {
    return text;
  }
  return (difference > 0 ? '+' : '−') + text;
}

export const interval = (low, high) =>
  isNumber(low) && isNumber(high) ? `${percentNumber(low)}–${percentNumber(high)}` : '';

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
