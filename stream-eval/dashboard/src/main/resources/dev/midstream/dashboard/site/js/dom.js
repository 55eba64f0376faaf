/**
 * Elements without markup: every text goes in as text, so that a name from the stream stays a name.
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (value !== null && value !== undefined) {
      element.setAttribute(name, value);
    }
  }
  element.append(...children);
  return element;
}

export const byId = (id) => document.getElementById(id);

/** Sets the text only if it differs, so that a selection or a screen reader is not disturbed. */
export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/**
 * Calls `build` when `signature` differs from that of the last call for `element`, and says whether
 * it did. Between rebuilds elements stay, and with them focus and scroll position.
 */
export function rebuildIf(element, signature, build) {
  if (element.dataset.signature === signature) {
    return false;
  }
  element.dataset.signature = signature;
  build();
  return true;
}
