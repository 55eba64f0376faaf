/** How a point looks: hue by its role, then mark and dash, so that colour is never alone. */
import { el } from './dom.js';
import { roleOf } from './figures.js';

const HUES = {
  midpoint: ['--blue'],
  endpoint: ['--vermillion', '--orange'],
  sample: ['--purple', '--sky', '--grey'],
  ensemble: ['--green'],
  other: ['--grey', '--sky', '--orange', '--purple', '--vermillion', '--green'],
};
const DASHES = { midpoint: 'solid', endpoint: 'dashed', sample: 'dotted', ensemble: 'solid', other: 'solid' };
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

/** Style of `point` among all `points` of the view. */
export function styleOf(point, points) {
  const role = roleOf(point);
  const place = points.filter((other) => roleOf(other) === role).indexOf(point);
  const hues = HUES[role];
  return {
    token: hues[place % hues.length],
    dash: DASHES[role],
    mark: MARKS[(place + (role === 'ensemble' ? 3 : 0)) % MARKS.length],
    width: role === 'midpoint' ? 3 : 2,
  };
}

/** A short stretch of the point's line, to stand beside its name. */
export function swatch(point, points) {
  const { token, dash } = styleOf(point, points);
  const stroke = el('i', { class: 'swatch', 'data-dash': dash });
  stroke.style.setProperty('--swatch', `var(${token})`);
  return stroke;
}
