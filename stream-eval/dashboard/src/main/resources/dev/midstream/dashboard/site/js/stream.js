/** The server's event stream. The browser connects again by itself; a snapshot then begins anew. */
export function listen({ onSnapshot, onUpdate, onStatus, onConnection }) {
  const source = new EventSource('api/v1/stream');
  const on = (name, handle) => source.addEventListener(name, (event) => handle(JSON.parse(event.data)));
  on('snapshot', (figures) => {
    onConnection('open');
    onSnapshot(figures);
  });
  on('update', onUpdate);
  on('status', onStatus);
  on('full', () => {
    source.close();
    onConnection('full');
  });
  source.addEventListener('error', () => onConnection('lost'));
}
