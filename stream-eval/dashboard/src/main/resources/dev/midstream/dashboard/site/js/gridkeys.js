/** Arrow keys in a grid: one cell is in the tab order, and from it they lead to the others. */
const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

export class GridKeys {
  constructor(table) {
    this.table = table;
    table.addEventListener('keydown', (event) => this.#move(event));
  }

  /** The cell that the tab key leads to. */
  enter(cell) {
    this.table.querySelectorAll('td[tabindex]').forEach((other) => {
      other.tabIndex = other === cell ? 0 : -1;
    });
  }

  #move(event) {
    const cell = event.target.closest('td[tabindex]');
    if (cell === null) {
      return;
    }
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      cell.click();
    } else if (event.key in STEPS) {
      event.preventDefault();
      const [down, right] = STEPS[event.key];
      const row = this.table.rows[cell.parentElement.rowIndex + down];
      const next = row?.cells[Math.min(cell.cellIndex + right, row.cells.length - 1)];
      if (next?.hasAttribute('tabindex')) {
        next.focus();
      }
    }
  }
}
