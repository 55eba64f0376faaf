/** How a point looks: hue by its role, then mark and dash, so that colour is never alone. */
import { el } from './dom.js';

const HUES = {
  midpoint: ['--blue'],
  endpoint: ['--vermillion', '--orange'],
  sample: ['--purple', '--sky', '--grey'],
  member: ['--orange', '--grey', '--sky'],
  ensemble: ['--green'],
  other: ['--grey', '--sky', '--orange', '--purple', '--vermillion', '--green'],
};
const DASHES = {
  midpoint: 'solid', endpoint: 'dashed', sample: 'dotted', member: 'dashed', ensemble: 'solid', other: 'solid',
};
const MARKS = ['circle', 'rect', 'triangle', 'diamond', 'roundRect', 'pin'];

/** The value of a colour token in the present colour scheme. */
export function colour(token) {
  const probe = document.createElement('i');
  probe.style.color = `var(${token})`;
  document.body.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}

/** Style of `point` among all points of `figures`. */
export function styleOf(point, figures) {
  const { role } = figures.about(point);
  const place = figures.points.filter((other) => figures.about(other).role === role).indexOf(point);
  const hues = HUES[role];
  return {
    token: hues[place % hues.length],
    dash: DASHES[role],
    mark: MARKS[(place + (role === 'ensemble' ? 3 : 0)) % MARKS.length],
    width: role === 'midpoint' ? 3 : 2,
  };
}

/** A short stretch of the point's line, to stand beside its name. */
export function swatch(point, figures) {
  const { token, dash } = styleOf(point, figures);
  const stroke = el('i', { class: 'swatch', 'data-dash': dash, 'aria-hidden': 'true' });
  stroke.style.setProperty('--swatch', `var(${token})`);
  return stroke;
}

/** The point's name with its swatch. */
export const named = (point, figures) =>
  el('span', { class: 'point' }, swatch(point, figures), el('span', { title: point }, point));
