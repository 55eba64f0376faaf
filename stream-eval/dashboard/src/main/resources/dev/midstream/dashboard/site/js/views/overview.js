/** All points in one table, who is best, and who is best under which corruption. */
import { el, rebuildIf } from '../dom.js';
import { extent } from '../figures.js';
import * as format from '../format.js';
import { howSure, leadOf, ranking, score } from '../lead.js';
import { named } from '../palette.js';
import { Panel } from '../panel.js';

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
      this.#line(figures, 'Corrupted images', 'meanCorruptedAccuracy', 'corruptedComparison', 'mean accuracy'),
      this.#line(figures, 'Clean images', 'cleanAccuracy', 'cleanComparison', 'accuracy'),
      this.#calibration(figures),
    ].filter((line) => line !== null);
    rebuildIf(this.verdict, JSON.stringify(lines), () => this.verdict.replaceChildren(
      ...lines.map(({ what, best, rest }) =>
        el('p', {}, el('span', { class: 'what' }, what), ' ', el('b', {}, best), ` ${rest}`))));
  }

  #line(figures, what, figure, comparison, noun) {
    const value = (point) => figures.summary(point)?.[figure] ?? null;
    const [best, second = null] = ranking(figures.points, value);
    if (best === undefined) {
      return null;
    }
    const own = figures.summary(best);
    const names = equals(figures.points, best, value);
    const sure = format.interval(own[`${figure}Low`], own[`${figure}High`]);
    const shown = `${format.percent(value(best))} ${noun}${sure === '' ? '' : ` (${sure})`}`;
    if (second === null) {
      return { what, best, rest: `has ${shown}.` };
    }
    const are = names.length > 1 ? 'are equally good' : 'is best';
    const lead = leadOf(figures, best, second, (point) => figures.summary(point)?.[comparison] ?? null);
    const over = lead?.over ?? second;
    const by = `${format.points(value(best) - value(over))} points over ${over}`;
    return { what, best: names.join(', '), rest: `${are}: ${shown}; ${by}, ${howSure(lead)}.` };
  }

  #calibration(figures) {
    const corrupted = figures.corruptions.length > 0;
    const figure = corrupted ? 'meanCorruptedEce' : 'cleanEce';
    const value = (point) => figures.summary(point)?.[figure] ?? null;
    const ranked = ranking(figures.points, value, Math.min);
    if (ranked.length < 2) {
      return null;
    }
    const names = equals(figures.points, ranked[0], value);
    const others = ranked.filter((point) => !names.includes(point));
    const interval = (point) => [`${figure}Low`, `${figure}High`].map((end) => figures.summary(point)[end]);
    const told = (point) => format.estimate(value(point), ...interval(point));
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
    const { reference } = figures;
    const rows = figures.points.map((point) => {
      const summary = figures.summary(point);
      const lead = summary?.corruptedComparison ?? summary?.cleanComparison ?? null;
      return {
        ...summary,
        id: point,
        look: figures.about(point).role,
        chosen: point === this.view.get('point'),
        point,
        modelId: figures.about(point).model,
        reference: lead === null ? null : reference,
        wins: lead?.wins ?? null,
        losses: lead?.losses ?? null,
        cellsCompared: lead?.cells ?? null,
        surelyAhead: lead?.surelyAhead ?? null,
        surelyBehind: lead?.surelyBehind ?? null,
        pValue: lead?.pValue ?? null,
        lead,
      };
    });
    const best = (key, choose) => (row) => isBest(rows, key, choose, row[key]);
    const percent = (key, title, choose, small) => ({
      key, title, text: (row) => format.percent(row[key]), best: best(key, choose), small,
    });
    const between = (key) => (row) => format.interval(row[`${key}Low`], row[`${key}High`]);
    const hidden = (key) => ({ key, title: key });
    const withMce = rows.some((row) => typeof row.meanCorruptionError === 'number');
    const shown = [
      { key: 'point', title: 'Point', head: (row) => this.#name(row.point, figures) },
      percent('cleanAccuracy', 'Accuracy, clean', Math.max, between('cleanAccuracy')),
      percent('meanCorruptedAccuracy', 'Accuracy, mean corrupted', Math.max, between('meanCorruptedAccuracy')),
      percent('cleanEce', 'ECE, clean', Math.min, between('cleanEce')),
      percent('meanCorruptedEce', 'ECE, mean corrupted', Math.min, between('meanCorruptedEce')),
      ...(withMce ? [percent('meanCorruptionError', 'mCE', Math.min)] : []),
      { key: 'images', title: 'Images', text: (row) => format.integer(row.images ?? 0) },
      { key: 'imagesPerSecond', title: 'Images/s', text: (row) => format.rate(row.imagesPerSecond) },
      {
        key: 'wins', title: 'Wins : losses',
        text: (row) => (row.point === reference ? 'reference' : score(row.lead)),
      },
      {
        key: 'surelyAhead', title: 'How sure', left: true,
        text: (row) => (row.point === reference || row.lead === null ? '' : howSure(row.lead)),
      },
    ];
    const { until } = extent(figures.metrics);
    this.points.show({
      title: 'Points',
      note: `Means over ${format.counted(figures.corruptions.length, 'corruption')} ×`
        + ` ${figures.severities.length} severities, each with the same weight, up to ${format.moment(until)}.`
        + ' In small type: 95% confidence sequences. Best in bold.'
        + `${reference === null ? '' : ` Wins are images that this point got right and ${reference} wrong (corrupted ones`
          + ' where there are any); “surely” holds for all cells together at 95%, however often you look.'}`,
      columns: [...shown, ...['modelId', 'cleanAccuracyLow', 'cleanAccuracyHigh', 'meanCorruptedAccuracyLow',
        'meanCorruptedAccuracyHigh', 'cleanEceLow', 'cleanEceHigh', 'meanCorruptedEceLow', 'meanCorruptedEceHigh',
        'losses', 'reference', 'cellsCompared', 'surelyBehind', 'pValue', 'updatedAt']
        .map(hidden)],
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
      const value = (point) => part(point)?.accuracy ?? null;
      const [best, second = null] = ranking(figures.points, value);
      const own = part(best);
      const lead = leadOf(figures, best, second, (point) => part(point)?.comparison ?? null);
      const over = lead?.over ?? second;
      return {
        id: corruption, look: best, corruption, best, equals: best === undefined ? [] : equals(figures.points, best, value),
        accuracy: own?.accuracy ?? null,
        accuracyLow: own?.accuracyLow ?? null, accuracyHigh: own?.accuracyHigh ?? null, ece: own?.ece ?? null,
        eceLow: own?.eceLow ?? null, eceHigh: own?.eceHigh ?? null,
        over, lead: over === null ? null : value(best) - value(over),
        wins: lead?.wins ?? null, losses: lead?.losses ?? null, images: own?.images ?? 0, sure: howSure(lead),
      };
    }).filter(({ best }) => best !== undefined);
    this.best.element.hidden = rows.length === 0;
    const shown = [
      { key: 'corruption', title: 'Corruption', text: (row) => format.plainName(row.corruption) },
      { key: 'best', title: 'Best point', left: true, text: (row) => row.equals.join(', ') },
      {
        key: 'accuracy', title: 'Its mean accuracy', text: (row) => format.percent(row.accuracy),
        small: (row) => format.interval(row.accuracyLow, row.accuracyHigh),
      },
      { key: 'lead', title: 'Lead, points', text: (row) => format.points(row.lead) },
      { key: 'over', title: 'Over', left: true, text: (row) => row.over ?? '–' },
      { key: 'wins', title: 'Wins : losses', text: (row) => (row.wins === null ? '–' : score(row)) },
      { key: 'sure', title: 'How sure', left: true, text: (row) => row.sure },
      { key: 'images', title: 'Images', text: (row) => format.integer(row.images) },
    ];
    this.best.show({
      title: 'Best point under each corruption',
      note: 'The lead is over the reference point or, where that is best itself, over the second best: in mean'
        + ` accuracy over severities, up to ${format.moment(extent(figures.metrics).until)}. A cell is one severity.`,
      columns: [...shown, ...['accuracyLow', 'accuracyHigh', 'ece', 'eceLow', 'eceHigh', 'losses']
        .map((key) => ({ key, title: key }))],
      shown: shown.length,
      rows,
    });
  }
}

/** How far the intervals of the best tell them from the others; less is better. */
function separation(best, others, interval) {
  const highest = Math.max(...best.map((point) => interval(point)[1]));
  const open = others.filter((point) => interval(point)[0] <= highest);
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
