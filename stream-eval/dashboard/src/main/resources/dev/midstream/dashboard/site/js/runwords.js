/** What can be said of figures because their run is known. */
import { endsOf, figureNamed, valueOf } from './catalogue.js';
import * as format from './format.js';
import { ranking } from './lead.js';

const ACCURACY = figureNamed('accuracy');
const PARTS = [['corrupted', 'mean accuracy on corrupted images'], ['clean', 'accuracy on clean images']];

const share = (value) => format.percent(value);

/** Where the accuracy on all images of the run lies, of the point that is best so far. */
function wholeSet(figures, part, noun) {
  const of = (point) => figures.summary(point)?.[part];
  const [best] = ranking(figures.points.filter((point) => of(point)?.wholeSet), (point) => valueOf(of(point).figures, ACCURACY));
  if (best === undefined) {
    return null;
  }
  const { low, high } = of(best).wholeSet;
  const known = low === high ? share(low) : `between ${share(low)} and ${share(high)}`;
  return {
    what: 'All images of the run', best,
    rest: `has ${known} ${noun}: the run is shuffled, and its size is known.`,
  };
}

/** The mean over corruptions where each image is shown under one condition. */
function pooled(figures) {
  const of = (point) => figures.summary(point)?.corrupted.pooled ?? null;
  const [best] = ranking(figures.points.filter((point) => of(point) !== null), (point) => valueOf(of(point).figures, ACCURACY));
  if (best === undefined) {
    return null;
  }
  const { figures: own, images, unanswered, pending } = of(best);
  const interval = ACCURACY.interval(...endsOf(own, ACCURACY));
  const wrong = unanswered === 0 ? '' : ` and ${format.counted(unanswered, 'image')} without an answer, counted as wrong`;
  const missing = pending === 0 ? '' : ` ${format.counted(pending, 'image')} of the run, clean or corrupted, have not been counted so far.`;
  return {
    what: 'One condition an image', best,
    rest: `has a mean accuracy over corruptions of ${ACCURACY.full(valueOf(own, ACCURACY))} (${interval}) from`
      + ` ${format.counted(images, 'image')}${wrong}. The design gives the mean, not the figures of each corruption.${missing}`,
  };
}

function copies(figures) {
  const most = Math.max(0, ...figures.points.map((point) => figures.summary(point)?.copies ?? 0));
  return most === 0 ? null : {
    what: 'Copies', best: format.counted(most, 'image'),
    rest: 'counted beyond those that the run has. Copies are no evidence: all intervals are too narrow.',
  };
}

/** Lines for people: what is said, of what, and the rest of the sentence. */
export function runLines(figures) {
  return [...PARTS.map(([part, noun]) => wholeSet(figures, part, noun)), pooled(figures), copies(figures)]
    .filter((line) => line !== null);
}
