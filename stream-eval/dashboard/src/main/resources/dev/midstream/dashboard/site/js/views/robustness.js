/** A heat map of one point, alone or against another, and one of its cells closely. */
import { apart, endsOf, figureNamed, OPTIONS, valueOf } from '../catalogue.js';
import { el } from '../dom.js';
import { CLEAN, extent } from '../figures.js';
import * as format from '../format.js';
import { HeatMap } from '../heatmap.js';
import { Panel } from '../panel.js';
import { Select } from '../select.js';
import { CellDetail } from './cell.js';

const NOBODY = '';

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
    const kind = figureNamed(this.view.get('figure'));
    const point = figures.points.includes(this.view.get('point')) ? this.view.get('point') : figures.points[0];
    const others = figures.points.filter((other) => other !== point);
    const against = others.includes(this.view.get('against')) ? this.view.get('against') : null;
    const cell = this.view.cell ?? { corruption: CLEAN, severity: 0 };
    this.figure.update(OPTIONS, kind.name);
    this.point.update(figures.points.map((each) => [each, each]), point);
    this.against.update([[NOBODY, 'nothing'], ...others.map((each) => [each, each])], against ?? NOBODY);
    this.#showMap(figures, kind, point, against, cell);
    this.detail.update(figures, all, cell, point);
  }

  #showMap(figures, kind, point, against, chosen) {
    const difference = against !== null;
    const of = (who, { corruption, severity }) => valueOf(figures.cell(who, corruption, severity)?.figures, kind);
    const value = (corruption, severity) => {
      const own = of(point, { corruption, severity });
      const other = difference ? of(against, { corruption, severity }) : 0;
      return own === null || other === null ? null : own - other;
    };
    const places = [[CLEAN, 0], ...figures.corruptions.flatMap((c) => figures.severities.map((s) => [c, s]))];
    const tested = kind.name !== 'accuracy' || !difference ? null
      : figures.referenceOfAll(point) === against ? point : figures.referenceOfAll(against) === point ? against : null;
    const sure = certainty(figures, kind, { point, against, tested });
    const shown = difference ? kind.difference : kind.number;
    const [title, unit] = difference
      ? [`${kind.title}: ${point} − ${against}`, kind.differenceUnit]
      : [`${kind.title} of ${point}`, kind.unit];
    const full = unit === '' ? title : `${title}, ${unit}`;
    const label = (corruption, severity) => {
      const metric = figures.cell(point, corruption, severity);
      const where = severity === 0 ? 'clean' : `${format.plainName(corruption)}, severity ${severity}`;
      if (metric === null) {
        return `${where}: no images yet`;
      }
      const ends = difference ? '' : kind.interval(...endsOf(metric.figures, kind));
      return `${where}: ${shown(value(corruption, severity))}${unit === '' ? '' : ` ${unit}`}`
        + `${ends === '' ? '' : ` (${ends})`}, ${format.images(metric.count)}`;
    };
    this.map.update({
      title: full, kind, difference, corruptions: figures.corruptions, severities: figures.severities, value, label, sure,
      mark: !difference || !kind.hasInterval ? ''
        : tested === null ? 'the 95% intervals do not overlap' : 'sure so far at 95%, all cells together',
      all: difference
        ? places.map(([c, s]) => value(c, s)).filter((each) => each !== null)
        : figures.metrics.map((metric) => valueOf(metric.figures, kind)).filter((each) => each !== null),
      chosen,
    });
    const { count, until } = extent(figures.of(point));
    const marks = !difference || !kind.hasInterval ? ''
      : tested !== null ? ` ● marks where the paired test on the same images is sure so far.${discovered(figures, tested)}`
        : ' ● marks where the two intervals do not overlap; where they do, nothing is shown either way.';
    const rows = places.map(([corruption, severity]) => {
      const metric = figures.cell(point, corruption, severity);
      return {
        id: `${corruption}~${severity}`, corruption, severity, point, [kind.name]: valueOf(metric?.figures, kind),
        against, difference: difference ? value(corruption, severity) : null, sure: sure(corruption, severity),
        low: endsOf(metric?.figures, kind)[0], high: endsOf(metric?.figures, kind)[1],
        images: metric?.count ?? 0,
      };
    });
    this.panel.show({
      title: full,
      note: `${format.images(count)} of ${point}, up to ${format.moment(until)}. Choose a cell to look closer.${marks}`,
      columns: ['corruption', 'severity', 'point', kind.name, ...(kind.hasInterval ? ['low', 'high'] : []), 'against', 'difference', 'sure',
        'images'].map((key) => ({ key, title: key, text: (row) => String(row[key]) })),
      rows,
    });
  }
}

/** The list that a test of many cells finds beside those that are sure. */
function discovered(figures, point) {
  const cells = figures.summary(point)?.discoveries ?? [];
  const names = cells.map(({ corruption, severity }) =>
    (severity === 0 ? 'clean' : `${format.plainName(corruption)}/${severity}`));
  return names.length === 0 ? ''
    : ` At most 5% of these, on average, are wrong: ${format.counted(names.length, 'cell')} where the two differ`
      + ` (${names.slice(0, 12).join(', ')}${names.length > 12 ? ', …' : ''}).`;
}

/**
 * Whether a difference is beyond doubt: by the server's verdict on `tested`, or else where the two
 * intervals do not overlap.
 */
function certainty(figures, kind, { point, against, tested }) {
  if (against === null || !kind.hasInterval) {
    return () => false;
  }
  return (corruption, severity) => {
    const own = figures.cell(point, corruption, severity);
    const other = figures.cell(against, corruption, severity);
    if (own === null || other === null) {
      return false;
    }
    return tested === null ? apart(endsOf(own.figures, kind), endsOf(other.figures, kind))
      : figures.isSure(tested, corruption, severity);
  };
}
