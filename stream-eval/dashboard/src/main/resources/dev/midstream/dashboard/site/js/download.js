/** Files of what is shown, made by the page itself. */

/** A cell of a CSV file. A text that a spreadsheet would run as a formula gets an apostrophe. */
function csvCell(value) {
  if (value === null || value === undefined) {
    return '';
  }
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Rows as CSV (RFC 4180) with the columns' keys as its head. */
export const toCsv = (columns, rows) =>
  [columns.map(({ key }) => key), ...rows.map((row) => columns.map(({ key }) => row[key]))]
    .map((cells) => cells.map(csvCell).join(','))
    .join('\r\n')
    .concat('\r\n');

/** Rows as JSON, with what they are and where they were shown. */
export const toJson = (title, note, columns, rows) =>
  JSON.stringify({
    title,
    note,
    view: location.href,
    rows: rows.map((row) => Object.fromEntries(columns.map(({ key }) => [key, row[key] ?? null]))),
  }, null, 2);

/** Gives `text` to the reader as a file. */
export function save(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
