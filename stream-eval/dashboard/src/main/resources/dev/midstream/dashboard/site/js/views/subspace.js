/** Figures of the points by where they lie: along a line or curve, or over a simplex. */
import { columnOf, endColumns, endsOf, valueOf, WITH_INTERVAL } from '../catalogue.js';
import { el } from '../dom.js';
import { CLEAN, extent } from '../figures.js';
import * as format from '../format.js';
import { Panel } from '../panel.js';
import { Select } from '../select.js';
import { drawLine, drawTriangle } from '../subspaceplot.js';

const ALL = 'corrupted';

export class Subspace {
  constructor(view, place) {
    this.view = view;
    this.images = new Select('Images', (images) => view.set('images', images));
    this.panels = WITH_INTERVAL.map((figure) => ({ figure, panel: new Panel(`subspace-${figure.name}`, 'chart') }));
    this.empty = el('p', { class: 'empty' },
      'The records do not say where the points lie, or there is only one. Learn a line, curve or simplex and score'
      + ' some of its points, for instance sample-0 to sample-8.');
    this.controls = el('div', { class: 'legend-line' }, this.images.element);
    place.append(this.empty, this.controls, el('div', { class: 'pair' }, ...this.panels.map(({ panel }) => panel.element)));
  }

  update({ figures }) {
    const corrupted = figures.corruptions.length > 0;
    const images = corrupted && this.view.get('images') !== CLEAN ? ALL : CLEAN;
    this.images.update([[CLEAN, 'clean'], ...(corrupted ? [[ALL, 'mean corrupted']] : [])], images);
    const placed = figures.points.filter((point) => (figures.about(point).position?.weights.length ?? 0) > 1);
    this.empty.hidden = placed.length > 1;
    this.controls.hidden = placed.length < 2;
    for (const { figure, panel } of this.panels) {
      panel.element.hidden = placed.length < 2;
      if (placed.length > 1) {
        this.#show(figure, panel, figures, placed, images);
      }
    }
  }

  #show(figure, panel, figures, placed, images) {
    const of = (point) => figures.summary(point)?.[images === ALL ? 'corrupted' : 'clean'].figures;
    const rows = placed.map((point) => {
      const { position, role, model } = figures.about(point);
      const summary = figures.summary(point);
      const [low, high] = endsOf(of(point), figure);
      return {
        id: point, point, role, model, subspace: position.subspace, alpha: position.along ?? null,
        largest: Math.max(...position.weights), weights: position.weights.map((w) => w.toFixed(3)).join(' '),
        position: position.weights, value: valueOf(of(point), figure), low, high,
        [figure.name]: valueOf(of(point), figure), [`${figure.name}-low`]: low, [`${figure.name}-high`]: high,
        images: (images === ALL ? summary?.corruptedImages : summary?.cleanImages) ?? 0,
      };
    });
    const line = rows.every((row) => row.alpha !== null);
    const triangle = rows.every((row) => row.subspace === 'SIMPLEX' && row.position.length === 3);
    rows.sort((a, b) => (line ? a.alpha - b.alpha : b.largest - a.largest));
    const ensemble = figures.points.find((point) => figures.about(point).role === 'ensemble');
    const ensembleValue = valueOf(of(ensemble), figure);
    const what = images === ALL ? 'mean corrupted' : 'clean images';
    const axis = line ? 'α: 0 and 1 are the endpoints' : triangle
      ? 'Corners are the endpoints, the midpoint lies in the middle' : 'By the largest mixing weight: 1 is an endpoint';
    panel.show({
      title: `${figure.title}, ${what}`,
      note: `${format.images(Math.max(0, ...rows.map((row) => row.images)))} a point, up to`
        + ` ${format.moment(extent(figures.metrics).until)}. ${axis}.`
        + `${ensembleValue === null || triangle ? '' : ` Dashed: the ensemble, ${figure.full(ensembleValue)}.`}`
        + `${triangle ? '' : ' Bars hold what the images so far had to expect with at least 95%, at all moments.'}`,
      columns: [
        { key: 'point', title: 'Point', text: (row) => row.point },
        ...(line ? [{ key: 'alpha', title: 'α', text: (row) => format.decimal(row.alpha, 2) }] : []),
        { key: 'weights', title: 'Mixing weights', text: (row) => row.weights },
        columnOf(figure),
        { key: 'images', title: 'Images', text: (row) => format.integer(row.images) },
        ...endColumns().filter(({ key }) => key.startsWith(`${figure.name}-`)), { key: 'subspace' }, { key: 'model' },
      ],
      shown: line ? 5 : 4,
      rows,
      draw: (plot, text) => (triangle
        ? drawTriangle(plot, figures, rows, figure, text)
        : drawLine(plot, figures, rows, figure, line, ensembleValue, text)),
    });
  }
}
