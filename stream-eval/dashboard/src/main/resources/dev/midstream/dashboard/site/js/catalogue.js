/** The catalogue of figures as the server gives it, with how each of them is shown. */
import * as format from './format.js';
import { closeRange, differenceRange, fromZero, roundRange } from './scale.js';

const RETRY = 1000;

/**
 * How values of a unit are shown: `number` without and `full` with the unit, `difference` with its sign;
 * `end` at the end of a scale, which is a multiple of `step`; `perUnit` on the axis of a chart.
 */
const UNITS = {
  SHARE: {
    unit: '%', differenceUnit: 'percentage points', step: 0.05, perUnit: 100, number: format.percentNumber,
    full: format.percent, difference: format.points, end: (share) => `${Math.round(100 * share)}%`,
  },
  DIFFERENCE: {
    unit: '%', differenceUnit: 'percentage points', step: 0.05, perUnit: 100, signed: true, number: format.points,
    full: (value) => `${format.points(value)}${typeof value === 'number' ? '%' : ''}`, difference: format.points,
    end: (share) => `${Math.round(100 * share)}%`,
  },
  NATS: {
    unit: 'nats', differenceUnit: 'nats', step: 0.5, perUnit: 1, number: (value) => format.decimal(value, 2),
    full: (value) => format.decimal(value), difference: (value) => format.signed(value, 2),
    end: (value) => value.toFixed(1),
  },
  SCORE: {
    unit: '', differenceUnit: '', step: 0.1, perUnit: 1, number: (value) => format.decimal(value, 2),
    full: (value) => format.decimal(value), difference: (value) => format.signed(value, 2),
    end: (value) => value.toFixed(1),
  },
};

const SIGNS = { HIGHER_IS_BETTER: 1, LOWER_IS_BETTER: -1, NEITHER: 0 };

function shown(figure) {
  const unit = UNITS[figure.unit];
  const sign = SIGNS[figure.direction];
  const errors = sign < 0 || figure.unit !== 'SHARE';
  const between = unit.signed ? ' to ' : '–';
  const interval = (low, high) => (low === null || low === undefined ? '' : unit.number(low) + between + unit.number(high));
  const fromRange = unit.signed ? differenceRange : fromZero;
  return {
    ...figure, ...unit, sign, interval,
    heading: figure.unit === 'NATS' ? `${figure.title}, nats` : figure.title,
    /** A value with its interval. */
    estimate: (value, low, high) => unit.full(value) + (interval(low, high) === '' ? '' : ` (${interval(low, high)})`),
    /** `[low, high]` of a colour scale; errors begin at zero, differences lie around it. */
    range: errors ? (values) => fromRange(values, unit.step) : roundRange,
    /** `[low, high]` of an axis. */
    axis: errors ? (values) => fromRange(values, unit.step) : closeRange,
    /** The best of some values. */
    best: sign < 0 ? Math.min : Math.max,
  };
}

async function ask() {
  for (;;) {
    try {
      const response = await fetch('api/v1/figures');
      if (response.ok) {
        return await response.json();
      }
    } catch {
      // Asked again below.
    }
    await new Promise((resolve) => {
      setTimeout(resolve, RETRY);
    });
  }
}

/** All figures, in the order in which they are shown. */
export const FIGURES = (await ask()).map(shown);

/** Those that have a confidence sequence. */
export const WITH_INTERVAL = FIGURES.filter(({ hasInterval }) => hasInterval);

/** The figure of that name, or the first. */
export const figureNamed = (name) => FIGURES.find((figure) => figure.name === name) ?? FIGURES[0];

/** `[value, text, tooltip]` of each figure, for a selector. */
export const OPTIONS = FIGURES.map(({ name, title, description }) => [name, title, description]);

/** The value of a figure among estimates, or null. */
export const valueOf = (estimates, { name }) => estimates?.[name]?.value ?? null;

/** The ends of a figure's interval among estimates, each of them null without one. */
export const endsOf = (estimates, { name }) => [estimates?.[name]?.low ?? null, estimates?.[name]?.high ?? null];

/** Whether two intervals have no value in common. */
export const apart = ([low, high], [otherLow, otherHigh]) =>
  low !== null && otherLow !== null && (low > otherHigh || high < otherLow);

/** Estimates as fields of a row: `name`, `name-low` and `name-high` of every figure. */
export const asFields = (estimates, prefix = '') => Object.fromEntries(FIGURES.flatMap((figure) => {
  const key = prefix + figure.name;
  const [low, high] = endsOf(estimates, figure);
  return [[key, valueOf(estimates, figure)], ...(figure.hasInterval ? [[`${key}-low`, low], [`${key}-high`, high]] : [])];
}));

/** The column of a figure in such rows; `more` may change its title and say what is best. */
export function columnOf(figure, prefix = '', more = {}) {
  const key = prefix + figure.name;
  return {
    key, title: figure.heading, tip: figure.description, text: (row) => figure.full(row[key]),
    small: (row) => figure.interval(row[`${key}-low`], row[`${key}-high`]), ...more,
  };
}

/** The columns of the ends of figures' intervals, for files. */
export const endColumns = (prefix = '') => WITH_INTERVAL.flatMap(({ name }) =>
  ['low', 'high'].map((end) => ({ key: `${prefix}${name}-${end}`, title: `${prefix}${name}-${end}` })));
