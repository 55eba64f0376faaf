/** The page: figures come by the event stream, choices from the address, and both are drawn. */
import { Curves } from './curves.js';
import { Detail } from './detail.js';
import { byId, setText } from './dom.js';
import { CLEAN, extent } from './figures.js';
import { HeatMap } from './heatmap.js';
import { Metrics } from './metrics.js';
import { Overview } from './overview.js';
import { Select } from './select.js';
import { Selectors } from './selectors.js';
import { showStatus } from './status.js';
import { listen } from './stream.js';
import { View } from './view.js';

const NOBODY = '';

const metrics = new Metrics();
const view = new View(schedule);
const selectors = new Selectors(view);
const overview = new Overview(view);
const pointSelect = new Select('Point', (point) => view.set('point', point));
const againstSelect = new Select('Compared with', (point) => view.set('against', point === NOBODY ? null : point));
const choose = (cell) => {
  view.cell = cell;
};
const maps = ['accuracy', 'ece'].map((name) => new HeatMap(byId(`${name}-map`), name, choose));
const detail = { part: null };
const curves = { part: null };
let feed = null;
let connection = 'opening';
let scheduled = false;

byId('cells-controls').append(pointSelect.element, againstSelect.element);

/** Draws once before the next frame, however much has changed. */
function schedule() {
  if (!scheduled) {
    scheduled = true;
    requestAnimationFrame(() => {
      scheduled = false;
      draw();
    });
  }
}

function draw() {
  const figures = selectors.update(metrics);
  showStatus(connection, feed, extent(figures.metrics).until);
  const empty = figures.metrics.length === 0;
  byId('waiting').hidden = feed === null || !empty;
  byId('figures').hidden = empty;
  setText(byId('waiting-title'), metrics.isEmpty
    ? 'Waiting for the first figures' : `No figures of run ${view.get('run')} yet`);
  if (empty) {
    return;
  }
  const point = figures.points.includes(view.get('point')) ? view.get('point') : figures.points[0];
  const others = figures.points.filter((other) => other !== point);
  const against = others.includes(view.get('against')) ? view.get('against') : null;
  const cell = view.cell ?? { corruption: CLEAN, severity: 0 };
  pointSelect.update(figures.points.map((each) => [each, each]), point);
  againstSelect.update([[NOBODY, 'nothing'], ...others.map((each) => [each, each])], against ?? NOBODY);
  overview.update(figures, point);
  maps.forEach((map) => map.update(figures, point, against, cell));
  // Charts take their size from their place, which has none before there are figures.
  curves.part ??= new Curves(view);
  detail.part ??= new Detail();
  curves.part.update(figures);
  detail.part.update(figures, cell, point);
}

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', schedule);

listen({
  onSnapshot: (all) => {
    metrics.replaceAll(all);
    schedule();
  },
  onUpdate: (changed) => {
    metrics.update(changed);
    schedule();
  },
  onStatus: (status) => {
    feed = status;
    schedule();
  },
  onConnection: (state) => {
    connection = state;
    schedule();
  },
});
