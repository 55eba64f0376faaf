/** Who is ahead of whom on the same images, and how sure that is. */
import * as format from './format.js';

/**
 * The lead of the best of `ranked` points over its reference or, if it is the reference of the second best, over
 * this one: `{over, wins, losses, cells, surelyAhead, surelyBehind, pValue}`, or null without such a comparison.
 * `comparisonOf(point)` gives the server's comparison of a point with its reference.
 */
export function leadOf(figures, ranked, comparisonOf) {
  const [best, second] = ranked;
  const own = comparisonOf(best);
  const reference = figures.referenceOf(own);
  if (ranked.includes(reference)) {
    return { ...own.lead, over: reference };
  }
  const theirs = second === undefined ? null : comparisonOf(second);
  return figures.referenceOf(theirs) === best ? { ...theirs.reversed, over: second } : null;
}

/** What rows are compared with, where it is not the same for all of them. */
export const REFERENCE = { key: 'reference', title: 'Over', left: true, text: (row) => row.reference ?? '–' };

/** What rows with a `reference` are compared with, each of them once. */
export const referencesOf = (rows) => [...new Set(rows.map((row) => row.reference).filter((name) => name !== null))];

/** References in a sentence about a point: by its name if there is one. */
export const referenceInWords = (references) => (references.length === 1 ? references[0] : 'its own reference');

/** A lead in words. */
export function howSure(lead) {
  if (lead === null) {
    return 'not tested: the records hold no paired comparison of the two';
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
