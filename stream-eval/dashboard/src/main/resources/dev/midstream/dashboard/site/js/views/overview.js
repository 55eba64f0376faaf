/** All points in one table, who is best, and who is best under which corruption. */
import {
  apart, asFields, columnOf, endColumns, endsOf, figureNamed, FIGURES, valueOf, WITH_INTERVAL,
} from '../catalogue.js';
import { el, rebuildIf } from '../dom.js';
import { extent } from '../figures.js';
import * as format from '../format.js';
import {
  DIFFERENCE_TIP, differenceInterval, howSure, leadOf, ranking, REFERENCE, referenceInWords, referencesOf, score,
} from '../lead.js';
import { named } from '../palette.js';
import { Panel } from '../panel.js';
import { runLines } from '../runwords.js';

const ACCURACY = figureNamed('accuracy');
const ECE = figureNamed('ece');
const PARTS = [['clean', 'clean'], ['corrupted', 'mean corrupted']];

export class Overview {
  constructor(view, place) {
    this.view = view;
    this.verdict = el('section', { class: 'verdict', 'aria-label': 'In short' });
    this.points = new Panel('points', 'table');
    this.best = new Panel('best', 'table');
    place.append(this.verdict, this.points.element, this.best.element);
  }

  update({ figures }) {
    this.#sayVerdict(figures);
    this.#showPoints(figures);
    this.#showBest(figures);
  }

  #sayVerdict(figures) {
    const lines = [
      this.#line(figures, 'Corrupted images', 'corrupted', 'mean accuracy'),
      this.#line(figures, 'Clean images', 'clean', 'accuracy'),
      this.#calibration(figures),
      ...runLines(figures),
    ].filter((line) => line !== null);
    rebuildIf(this.verdict, JSON.stringify(lines), () => this.verdict.replaceChildren(
      ...lines.map(({ what, best, rest }) =>
        el('p', {}, el('span', { class: 'what' }, what), ' ', el('b', {}, best), ` ${rest}`))));
  }

  #line(figures, what, part, noun) {
    const value = (point) => valueOf(figures.summary(point)?.[part].figures, ACCURACY);
    const ranked = ranking(figures.points, value);
    const [best, second = null] = ranked;
    if (best === undefined) {
      return null;
    }
    const own = figures.summary(best)[part].figures;
    const names = equals(figures.points, best, value);
    const sure = ACCURACY.interval(...endsOf(own, ACCURACY));
    const shown = `${ACCURACY.full(value(best))} ${noun}${sure === '' ? '' : ` (${sure})`}`;
    if (second === null) {
      return { what, best, rest: `has ${shown}.` };
    }
    const are = names.length > 1 ? 'are equally good' : 'is best';
    const lead = leadOf(figures, ranked, (point) => figures.summary(point)?.[part].comparison ?? null);
    const over = lead?.over ?? second;
    const by = `${format.points(value(best) - value(over))} points over ${over}`;
    return { what, best: names.join(', '), rest: `${are}: ${shown}; ${by}, ${howSure(lead)}.` };
  }

  #calibration(figures) {
    const corrupted = figures.corruptions.length > 0;
    const of = (point) => figures.summary(point)?.[corrupted ? 'corrupted' : 'clean'].figures;
    const value = (point) => valueOf(of(point), ECE);
    const ranked = ranking(figures.points, value, ECE.best);
    if (ranked.length < 2) {
      return null;
    }
    const names = equals(figures.points, ranked[0], value);
    const others = ranked.filter((point) => !names.includes(point));
    const interval = (point) => endsOf(of(point), ECE);
    const told = (point) => ECE.estimate(value(point), ...interval(point));
    const gap = others.length === 0 ? '' : `; next is ${others[0]} with ${told(others[0])}`
      + `. ${separation(names, others, interval)}`;
    return {
      what: 'Calibration',
      best: names.join(', '),
      rest: `${names.length > 1 ? 'have' : 'has'} the smallest ${corrupted ? 'mean ' : ''}ECE on`
        + ` ${corrupted ? 'corrupted' : 'clean'} images: ${told(ranked[0])}${gap}.`,
    };
  }

  #showPoints(figures) {
    const rows = figures.points.map((point) => {
      const summary = figures.summary(point);
      const comparison = figures.comparison(point);
      const lead = comparison?.lead ?? null;
      return {
        ...summary,
        ...summary?.errors,
        ...asFields(summary?.clean.figures, 'clean-'),
        ...asFields(summary?.corrupted.figures, 'corrupted-'),
        id: point,
        look: figures.about(point).role,
        chosen: point === this.view.get('point'),
        point,
        modelId: figures.about(point).model,
        reference: figures.referenceOf(comparison),
        wins: lead?.wins ?? null,
        losses: lead?.losses ?? null,
        cellsCompared: lead?.cells ?? null,
        surelyAhead: lead?.surelyAhead ?? null,
        surelyBehind: lead?.surelyBehind ?? null,
        pValue: lead?.pValue ?? null,
        lead,
      };
    });
    const references = referencesOf(rows);
    const isReference = (row) => row.lead === null && references.includes(row.point);
    const best = (key, choose) => (row) => isBest(rows, key, choose, row[key]);
    const ofParts = (figure, more = () => ({})) => PARTS.map(([part, words]) => columnOf(figure, `${part}-`, {
      title: `${figure.title}, ${words}`, ...more(`${part}-${figure.name}`),
    }));
    const hidden = (key) => ({ key, title: key });
    const withMce = rows.some((row) => typeof row.meanCorruptionError === 'number');
    const shown = [
      { key: 'point', title: 'Point', head: (row) => this.#name(row.point, figures) },
      ...WITH_INTERVAL.flatMap((figure) => ofParts(figure, (key) =>
        (figure.sign === 0 ? {} : { best: best(key, figure.best) }))),
      ...(withMce ? [{
        key: 'meanCorruptionError', title: 'mCE', text: (row) => format.percent(row.meanCorruptionError),
        best: best('meanCorruptionError', Math.min),
      }] : []),
      { key: 'images', title: 'Images', text: (row) => format.integer(row.images ?? 0) },
      { key: 'imagesPerSecond', title: 'Images/s', text: (row) => format.rate(row.imagesPerSecond) },
      {
        key: 'wins', title: 'Wins : losses', tip: DIFFERENCE_TIP,
        text: (row) => (isReference(row) ? 'reference' : score(row.lead)),
        small: (row) => differenceInterval(row.lead),
      },
      ...(references.length > 1 ? [REFERENCE] : []),
      {
        key: 'surelyAhead', title: 'How sure', left: true,
        text: (row) => (row.lead === null ? '' : howSure(row.lead)),
      },
    ];
    const { until } = extent(figures.metrics);
    this.points.show({
      title: 'Points',
      note: `Means over ${format.counted(figures.corruptions.length, 'corruption')} ×`
        + ` ${figures.severities.length} severities, each with the same weight, up to ${format.moment(until)}.`
        + ' In small type: 95% confidence sequences of the images so far. Best in bold.'
        + `${references.length === 0 ? '' : ` Wins are images that this point got right and ${referenceInWords(references)} wrong (corrupted ones`
          + ' where there are any); “surely” holds on the images so far for all cells together at 95%, however often you look.'}`,
      columns: [...shown, ...FIGURES.filter(({ hasInterval }) => !hasInterval).flatMap((figure) => ofParts(figure)),
        ...PARTS.flatMap(([part]) => endColumns(`${part}-`)),
        ...['modelId', 'losses', 'reference', 'cellsCompared', 'surelyBehind', 'pValue', 'updatedAt']
          .filter((key) => shown.every((column) => column.key !== key)).map(hidden)],
      shown: shown.length,
      rows,
    });
  }

  #name(point, figures) {
    return el('button', {
      type: 'button', class: 'name', title: `${point}: show in the heat map`,
      onclick: () => {
        this.view.set('point', point);
        this.view.go('view', 'robustness');
      },
    }, named(point, figures));
  }

  #showBest(figures) {
    const rows = figures.corruptions.map((corruption) => {
      const part = (point) => figures.summary(point)?.corruptions.find((each) => each.corruption === corruption);
      const value = (point) => valueOf(part(point)?.figures, ACCURACY);
      const ranked = ranking(figures.points, value);
      const [best, second = null] = ranked;
      const own = part(best);
      const lead = leadOf(figures, ranked, (point) => part(point)?.comparison ?? null);
      const over = lead?.over ?? second;
      return {
        id: corruption, look: best, corruption, best, equals: best === undefined ? [] : equals(figures.points, best, value),
        ...asFields(own?.figures),
        over, lead: over === null ? null : value(best) - value(over),
        wins: lead?.wins ?? null, losses: lead?.losses ?? null, images: own?.images ?? 0, sure: howSure(lead), ends: differenceInterval(lead),
      };
    }).filter(({ best }) => best !== undefined);
    this.best.element.hidden = rows.length === 0;
    const shown = [
      { key: 'corruption', title: 'Corruption', text: (row) => format.plainName(row.corruption) },
      { key: 'best', title: 'Best point', left: true, text: (row) => row.equals.join(', ') },
      columnOf(ACCURACY, '', { title: 'Its mean accuracy' }),
      {
        key: 'lead', title: 'Lead, points', tip: DIFFERENCE_TIP, text: (row) => format.points(row.lead), small: (row) => row.ends,
      },
      { key: 'over', title: 'Over', left: true, text: (row) => row.over ?? '–' },
      { key: 'wins', title: 'Wins : losses', text: (row) => (row.wins === null ? '–' : score(row)) },
      { key: 'sure', title: 'How sure', left: true, text: (row) => row.sure },
      { key: 'images', title: 'Images', text: (row) => format.integer(row.images) },
    ];
    this.best.show({
      title: 'Best point under each corruption',
      note: 'The lead is over the reference of the best point or, where that is best itself or not shown, over the second best: in mean'
        + ` accuracy over severities, up to ${format.moment(extent(figures.metrics).until)}. A cell is one severity.`,
      columns: [...shown, ...FIGURES.filter((figure) => figure !== ACCURACY).map((figure) => columnOf(figure)),
        ...endColumns(), { key: 'losses', title: 'losses' }],
      shown: shown.length,
      rows,
    });
  }
}

/** How far the intervals of the best tell them from the others; less is better. */
function separation(best, others, interval) {
  const open = others.filter((point) => best.some((one) => !apart(interval(one), interval(point))));
  const whose = best.length > 1 ? 'Their 95% intervals lie' : 'Its 95% interval lies';
  if (open.length === 0) {
    return `${whose} below those of all others`;
  }
  const overlap = best.length > 1 ? 'Their 95% intervals overlap' : 'Its 95% interval overlaps';
  const which = open.length <= 2 ? `${open.length > 1 ? 'those' : 'that'} of ${open.join(' and ')}`
    : `those of ${open.length === others.length ? `all ${open.length} others` : `${open.length} of ${others.length} others`}`;
  return `${overlap} with ${which}, which shows neither a difference nor that there is none`;
}

/** As shown: two that read the same are equally good. */
function equals(points, best, value) {
  const shown = format.percentNumber(value(best));
  return [best, ...points.filter((point) => point !== best && format.percentNumber(value(point)) === shown)];
}

/** Compared as shown. */
function isBest(rows, key, choose, value) {
  const shown = (number) => Number(format.percentNumber(number));
  const values = rows.map((row) => row[key]).filter((each) => typeof each === 'number');
  return values.length > 1 && typeof value === 'number' && shown(value) === choose(...values.map(shown));
}
