/** Who is ahead of whom on the same images, and how sure that is. */
import * as format from './format.js';

/**
 * The lead of `point` over the reference or, if it is the reference itself, over `other`:
 * `{over, wins, losses, cells, surelyAhead, surelyBehind, pValue}`, or null without a comparison.
 * `comparisonOf(point)` gives the server's comparison of a point with the reference.
 */
export function leadOf(figures, point, other, comparisonOf) {
  const { reference } = figures;
  if (reference === null) {
    return null;
  }
  if (point !== reference) {
    const own = comparisonOf(point);
    return own ? { ...own.lead, over: reference } : null;
  }
  const theirs = other === null ? null : comparisonOf(other);
  return theirs ? { ...theirs.reversed, over: other } : null;
}

/** A lead in words. */
export function howSure(lead) {
  if (lead === null) {
    return 'not tested: the records hold no paired comparison';
  }
  if (lead.cells === 1) {
    const p = format.probability(lead.pValue);
    return lead.surelyAhead + lead.surelyBehind > 0 ? `sure so far, ${p}` : `not sure yet, ${p}`;
  }
  if (lead.surelyAhead + lead.surelyBehind === 0) {
    return `not sure yet in any of ${lead.cells} cells`;
  }
  const sides = [['ahead', lead.surelyAhead], ['behind', lead.surelyBehind]].filter(([, cells]) => cells > 0)
    .map(([side, cells]) => `${side} in ${cells}`);
  return `surely ${sides.join(', ')} of ${lead.cells} cells so far`;
}

export const score = (lead) =>
  (lead === null ? '–' : `${format.integer(lead.wins)} : ${format.integer(lead.losses)}`);

/** The 95% interval of the difference in accuracy, in points; '' in records that lack it. */
export function differenceInterval(lead) {
  const { low = null, high = null } = lead?.difference ?? {};
  return low === null ? '' : `${format.points(low)} to ${format.points(high)} points`;
}

/** Says what the small type below a lead is. */
export const DIFFERENCE_TIP = 'In small type: the 95% confidence sequence of the difference in accuracy on the images so far.';

/** The points from best to worst by a figure of theirs; those without it are left out. */
export function ranking(points, figureOf, better = Math.max) {
  const sign = better === Math.max ? -1 : 1;
  return points.filter((point) => typeof figureOf(point) === 'number')
    .sort((a, b) => sign * (figureOf(a) - figureOf(b)));
}
