/** The figures that can be mapped: how they are shown, their intervals, and which direction is better. */
import * as format from './format.js';
import { accuracyRange, eceRange, nllRange } from './scale.js';

export const KINDS = {
  accuracy: {
    name: 'accuracy', title: 'Accuracy', field: 'accuracy', ends: ['accuracyLow', 'accuracyHigh'],
    sign: 1, step: 0.05, range: accuracyRange,
    unit: '%', text: format.percentNumber, difference: format.points, end: (share) => `${Math.round(100 * share)}%`,
    differenceUnit: 'percentage points',
  },
  ece: {
    name: 'ece', title: 'ECE', field: 'ece', ends: ['eceLow', 'eceHigh'], sign: -1, step: 0.05, range: eceRange,
    unit: '%', text: format.percentNumber, difference: format.points, end: (share) => `${Math.round(100 * share)}%`,
    differenceUnit: 'percentage points',
  },
  nll: {
    name: 'nll', title: 'NLL', field: 'negativeLogLikelihood', ends: [], sign: -1, step: 0.25, range: nllRange,
    unit: 'nats', text: (value) => format.decimal(value, 2), difference: (value) => format.signed(value, 2),
    end: (value) => value.toFixed(1), differenceUnit: 'nats',
  },
};
