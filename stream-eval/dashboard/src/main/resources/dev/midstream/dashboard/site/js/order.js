/** Orders that people expect: of a list of known names first, then natural (sample-2 before sample-10). */
export const natural = new Intl.Collator('en', { numeric: true });

const rank = (list, item) => (list.includes(item) ? list.indexOf(item) : list.length);

/** By the place of `key(item)` in `list`, then natural. */
export const byRank = (list, key = (item) => item) => (a, b) =>
  rank(list, key(a)) - rank(list, key(b)) || natural.compare(a, b);
