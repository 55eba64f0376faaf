/** A heat map of one point, alone or against another, and one of its cells closely. */
import { el } from '../dom.js';
import { CLEAN, extent } from '../figures.js';
import * as format from '../format.js';
import { HeatMap } from '../heatmap.js';
import { KINDS } from '../kinds.js';
import { Panel } from '../panel.js';
import { Select } from '../select.js';
import { CellDetail } from './cell.js';

const NOBODY = '';
const ERROR = 0.05;

export class Robustness {
  constructor(view, place) {
    this.view = view;
    this.figure = new Select('Figure', (name) => view.set('figure', name));
    this.point = new Select('Point', (point) => view.set('point', point));
    this.against = new Select('Compared with', (point) => view.set('against', point));
    this.panel = new Panel('map', 'own', this.figure.element, this.point.element, this.against.element);
    this.map = new HeatMap(this.panel.body, (cell) => {
      view.cell = cell;
    });
    this.detail = new CellDetail();
    place.append(
      el('div', { class: 'pair uneven' }, this.panel.element,
        el('div', { class: 'stack' }, this.detail.reliability.element, this.detail.sequence.element)),
      this.detail.points.element);
  }

  update({ figures, all }) {
    const kind = KINDS[this.view.get('figure')] ?? KINDS.accuracy;
    const point = figures.points.includes(this.view.get('point')) ? this.view.get('point') : figures.points[0];
    const others = figures.points.filter((other) => other !== point);
    const against = others.includes(this.view.get('against')) ? this.view.get('against') : null;
    const cell = this.view.cell ?? { corruption: CLEAN, severity: 0 };
    this.figure.update(Object.entries(KINDS).map(([name, { title }]) => [name, title]), kind.name);
    this.point.update(figures.points.map((each) => [each, each]), point);
    this.against.update([[NOBODY, 'nothing'], ...others.map((each) => [each, each])], against ?? NOBODY);
    this.#showMap(figures, kind, point, against, cell);
    this.detail.update(figures, all, cell, point);
  }

  #showMap(figures, kind, point, against, chosen) {
    const difference = against !== null;
    const of = (who, { corruption, severity }) => figures.cell(who, corruption, severity)?.[kind.field] ?? null;
    const value = (corruption, severity) => {
      const own = of(point, { corruption, severity });
      const other = difference ? of(against, { corruption, severity }) : 0;
      return own === null || other === null ? null : own - other;
    };
    const places = [[CLEAN, 0], ...figures.corruptions.flatMap((c) => figures.severities.map((s) => [c, s]))];
    const tested = kind.name !== 'accuracy' || against === null ? null
      : against === figures.reference ? point : point === figures.reference ? against : null;
    const sure = certainty(figures, kind, { point, against, tested }, places.length);
    const shown = difference ? kind.difference : kind.text;
    const title = difference
      ? `${kind.title}: ${point} − ${against}, ${kind.differenceUnit}`
      : `${kind.title} of ${point}, ${kind.unit}`;
    const label = (corruption, severity) => {
      const metric = figures.cell(point, corruption, severity);
      const where = severity === 0 ? 'clean' : `${format.plainName(corruption)}, severity ${severity}`;
      if (metric === null) {
        return `${where}: no images yet`;
      }
      const interval = difference || kind.ends.length === 0
        ? '' : ` (${format.interval(...kind.ends.map((end) => metric[end]))})`;
      return `${where}: ${shown(value(corruption, severity))}`
        + ` ${difference ? kind.differenceUnit : kind.unit}${interval}, ${format.images(metric.count)}`;
    };
    this.map.update({
      title, kind, difference, corruptions: figures.corruptions, severities: figures.severities, value, label, sure,
      mark: !difference || kind.ends.length === 0 ? ''
        : tested === null ? 'the 95% intervals do not overlap' : 'sure at 95%, all cells together',
      all: difference
        ? places.map(([c, s]) => value(c, s)).filter((each) => each !== null)
        : figures.metrics.map((metric) => metric[kind.field]).filter((each) => each !== null),
      chosen,
    });
    const { count, until } = extent(figures.of(point));
    const marks = !difference || kind.ends.length === 0 ? ''
      : tested !== null ? ' ● marks where the paired test on the same images is sure.'
        : ' ● marks where the two intervals do not overlap; where they do, nothing is shown either way.';
    const rows = places.map(([corruption, severity]) => {
      const metric = figures.cell(point, corruption, severity);
      return {
        id: `${corruption}~${severity}`, corruption, severity, point, [kind.field]: metric?.[kind.field] ?? null,
        against, difference: difference ? value(corruption, severity) : null, sure: sure(corruption, severity),
        ...Object.fromEntries(kind.ends.map((end) => [end, metric?.[end] ?? null])),
        images: metric?.count ?? 0,
      };
    });
    this.panel.show({
      title,
      note: `${format.images(count)} of ${point}, up to ${format.moment(until)}. Choose a cell to look closer.${marks}`,
      columns: ['corruption', 'severity', 'point', kind.field, ...kind.ends, 'against', 'difference', 'sure',
        'images'].map((key) => ({ key, title: key, text: (row) => String(row[key]) })),
      rows,
    });
  }
}

/**
 * Whether a difference is beyond doubt: by the paired test of `tested`, for all `tests` cells together,
 * or else where the two intervals do not overlap.
 */
function certainty(figures, { ends }, { point, against, tested }, tests) {
  if (against === null || ends.length === 0) {
    return () => false;
  }
  const [low, high] = ends;
  return (corruption, severity) => {
    const own = figures.cell(point, corruption, severity);
    const other = figures.cell(against, corruption, severity);
    if (own === null || other === null) {
      return false;
    }
    if (tested !== null) {
      const p = figures.cell(tested, corruption, severity).comparison?.pValue;
      return typeof p === 'number' && p <= ERROR / tests;
    }
    return own[low] > other[high] || own[high] < other[low];
  };
}
