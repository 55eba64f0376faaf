/** The page: figures come by the event stream, choices from the address, and both are drawn. */
import { FIGURES } from './catalogue.js';
import { byId, setText } from './dom.js';
import { extent } from './figures.js';
import { Metrics } from './metrics.js';
import { Nav } from './nav.js';
import { Selectors } from './selectors.js';
import { showNote, showStatus } from './status.js';
import { listen } from './stream.js';
import { View } from './view.js';
import { VIEWS } from './views.js';

const metrics = new Metrics();
const view = new View(schedule);
const selectors = new Selectors(view);
const nav = new Nav(view, VIEWS);
const made = new Map();
let status = null;
let loaded = false;
let connection = 'opening';
let scheduled = false;

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

/** The view's part of the page, made when it is first looked at: charts take their size from it. */
function part(entry) {
  if (!made.has(entry.name)) {
    const place = byId('view');
    const element = document.createElement('div');
    element.dataset.view = entry.name;
    place.append(element);
    made.set(entry.name, { element, shown: new entry.View(view, element) });
  }
  return made.get(entry.name);
}

function draw() {
  const entry = nav.update();
  const figures = selectors.update(metrics, entry);
  showNote(status?.note ?? null);
  showStatus(connection, status?.feed ?? null, extent(figures.metrics).until);
  const empty = figures.metrics.length === 0 && !entry.withoutFigures;
  byId('waiting').hidden = !loaded || !empty;
  byId('view').hidden = empty || !loaded;
  setText(byId('waiting-title'), metrics.isEmpty
    ? 'Waiting for the first figures' : `No figures of run ${view.get('run')} yet`);
  if (empty || !loaded) {
    return;
  }
  const { shown, element } = part(entry);
  for (const other of made.values()) {
    other.element.hidden = other.element !== element;
  }
  shown.update({ figures, all: metrics, status });
}

setText(byId('definitions'), `${FIGURES.map(({ title, description }) => `${title}: ${description}`).join(' ')}`
  + ' Intervals are 95% confidence sequences of what the images so far had to expect: they hold at all moments'
  + ' together, however often you look and in whatever order images come.'
  + ' Means give every cell of corruption and severity the same weight.');

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', schedule);

listen({
  onSnapshot: (figures) => {
    loaded = true;
    metrics.replaceAll(figures);
    schedule();
  },
  onUpdate: (figures) => {
    metrics.update(figures);
    schedule();
  },
  onStatus: (next) => {
    status = next;
    schedule();
  },
  onConnection: (state) => {
    connection = state;
    schedule();
  },
});
