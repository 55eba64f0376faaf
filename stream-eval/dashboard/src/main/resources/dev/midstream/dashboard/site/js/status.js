/** What the page says about itself: live, reading, waiting or cut off. */
import { byId, el, setText } from './dom.js';
import * as format from './format.js';

function describe(connection, feed) {
  if (connection === 'full') {
    return ['trouble', 'Too many pages are open on this dashboard'];
  }
  if (connection === 'lost') {
    return ['trouble', 'Connection lost, trying again'];
  }
  switch (feed?.state) {
    case 'LIVE':
      return ['live', 'Live'];
    case 'CATCHING_UP':
      return ['waiting', `Reading, ${format.integer(feed.backlog)} records to go`];
    case 'WAITING_FOR_TOPIC':
      return ['waiting', 'Waiting for the topic'];
    case 'UNREACHABLE':
      return ['trouble', `Kafka does not answer since ${format.moment(Date.parse(feed.since))}`];
    case 'REGISTRY_UNREACHABLE':
      return ['trouble', `The schema registry does not answer since ${format.moment(Date.parse(feed.since))}`];
    default:
      return ['waiting', 'Connecting'];
  }
}

/** Shows what whoever started the dashboard has to say. */
export function showNote(text) {
  const note = byId('note');
  note.hidden = text === null;
  setText(note, text ?? '');
}

/** Shows the state in the header and, while there are no figures, in the middle. */
export function showStatus(connection, feed, latest) {
  const [tone, text] = describe(connection, feed);
  const status = byId('status');
  status.dataset.tone = tone;
  setText(status.lastElementChild, latest > 0 ? `${text} · ${format.moment(latest)}` : text);
  if (feed === null) {
    return;
  }
  setText(byId('waiting-text'), feed.state === 'WAITING_FOR_TOPIC'
    ? `Topic ${feed.topic} does not exist yet at ${feed.bootstrapServers}. This page fills by itself once the`
      + ' scoring job writes to it.'
    : `Topic ${feed.topic} at ${feed.bootstrapServers} holds none yet. This page fills by itself once the`
      + ' scoring job has counted images.');
  const rejected = feed.rejected === 0 ? ''
    : ` ${format.integer(feed.rejected)} ${feed.rejected === 1 ? 'record' : 'records'} could not be used.`;
  const source = byId('source');
  if (source.dataset.text !== `${feed.topic} ${rejected}`) {
    source.dataset.text = `${feed.topic} ${rejected}`;
    source.replaceChildren(`Topic ${feed.topic} at ${feed.bootstrapServers}.${rejected} The same as JSON: `,
      el('a', { href: 'api/v1/metrics' }, '/api/v1/metrics'), ', described in ',
      el('a', { href: 'api/v1/openapi.json' }, 'openapi.json'), '.');
  }
}
