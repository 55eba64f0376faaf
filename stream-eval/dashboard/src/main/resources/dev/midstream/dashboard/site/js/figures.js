/** The figures of one view (run, model, data set, labels) by point, corruption and severity. */

/** Order of Hendrycks and Dietterich: noise, blur, weather, digital, then the four extra ones. */
const CORRUPTIONS = [
  'gaussian_noise', 'shot_noise', 'impulse_noise',
  'defocus_blur', 'glass_blur', 'motion_blur', 'zoom_blur',
  'snow', 'frost', 'fog', 'brightness',
  'contrast', 'elastic_transform', 'pixelate', 'jpeg_compression',
  'speckle_noise', 'gaussian_blur', 'spatter', 'saturate',
];
const ROLES = ['midpoint', 'endpoint', 'sample', 'ensemble'];

export const CLEAN = 'none';

export const roleOf = (pointId) => ROLES.find((role) => pointId === role || pointId.startsWith(`${role}-`)) ?? 'other';

const rank = (list, item) => (list.includes(item) ? list.indexOf(item) : list.length);

const natural = new Intl.Collator('en', { numeric: true });

const byRank = (list, key = (item) => item) => (a, b) =>
  rank(list, key(a)) - rank(list, key(b)) || natural.compare(a, b);

export const isClean = (metric) => metric.corruption === CLEAN && metric.severity === 0;

/** Mean of the numbers among `values`, or null of none. */
export function mean(values) {
  const numbers = values.filter((value) => typeof value === 'number');
  return numbers.length === 0 ? null : numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
}

const sum = (values) => values.reduce((total, value) => total + value, 0);

/** Images and the latest moment of some metrics. */
export function extent(metrics) {
  return {
    count: sum(metrics.map((metric) => metric.count)),
    until: Math.max(0, ...metrics.map((metric) => Date.parse(metric.updatedAt))),
  };
}

export class Figures {
  constructor(metrics) {
    this.metrics = metrics;
    this.cells = new Map();
    const corruptions = new Set();
    const severities = new Set();
    for (const metric of metrics) {
      this.cells.set(this.#key(metric.pointId, metric.corruption, metric.severity), metric);
      if (!isClean(metric)) {
        corruptions.add(metric.corruption);
        severities.add(metric.severity);
      }
    }
    this.points = [...new Set(metrics.map((metric) => metric.pointId))].sort(byRank(ROLES, roleOf));
    this.corruptions = [...corruptions].sort(byRank(CORRUPTIONS));
    this.severities = [...severities].sort((a, b) => a - b);
  }

  #key(...parts) {
    return JSON.stringify(parts);
  }

  /** The metric of one cell, or null. */
  cell(point, corruption, severity) {
    return this.cells.get(this.#key(point, corruption, severity)) ?? null;
  }

  clean(point) {
    return this.cell(point, CLEAN, 0);
  }

  /** The corrupted cells of a point that were seen, optionally of some corruptions or severities. */
  corrupted(point, corruptions = this.corruptions, severities = this.severities) {
    return corruptions.flatMap((corruption) =>
      severities.map((severity) => this.cell(point, corruption, severity)).filter((metric) => metric !== null));
  }

  of(point) {
    return this.metrics.filter((metric) => metric.pointId === point);
  }

  /**
   * The severities 0 (clean) to the highest with the mean of `figure` over corruptions; null where
   * nothing was seen.
   */
  curve(point, figure, corruptions) {
    const clean = this.clean(point);
    const start = { severity: 0, value: clean?.[figure] ?? null, cells: clean ? [clean] : [] };
    const rest = this.severities
      .filter((severity) => severity > 0)
      .map((severity) => {
        const cells = this.corrupted(point, corruptions, [severity]);
        return { severity, value: mean(cells.map((cell) => cell[figure])), cells };
      });
    return [start, ...rest];
  }
}
