/** The figures of one scope (run, models, data set, labels) by point, corruption and severity. */
import { byRank, natural } from './order.js';

/** Order of Hendrycks and Dietterich: noise, blur, weather, digital, then the four extra ones. */
const CORRUPTIONS = [
  'gaussian_noise', 'shot_noise', 'impulse_noise',
  'defocus_blur', 'glass_blur', 'motion_blur', 'zoom_blur',
  'snow', 'frost', 'fog', 'brightness',
  'contrast', 'elastic_transform', 'pixelate', 'jpeg_compression',
  'speckle_noise', 'gaussian_blur', 'spatter', 'saturate',
];
export const ROLES = ['midpoint', 'endpoint', 'sample', 'member', 'ensemble'];

export const CLEAN = 'none';

/** The role that a record names, or what the point's name says. */
function roleOf({ pointId, position }) {
  const named = position?.role.toLowerCase();
  return ROLES.includes(named)
    ? named
    : ROLES.find((role) => pointId === role || pointId.startsWith(`${role}-`)) ?? 'other';
}

export const isClean = (metric) => metric.corruption === CLEAN && metric.severity === 0;

/** Mean of the numbers among `values`, or null of none. */
export function mean(values) {
  const numbers = values.filter((value) => typeof value === 'number');
  return numbers.length === 0 ? null : sum(numbers) / numbers.length;
}

export const sum = (values) => values.reduce((total, value) => total + value, 0);

/** Images and the latest moment of some metrics. */
export function extent(metrics) {
  return {
    count: sum(metrics.map((metric) => metric.count)),
    until: metrics.reduce((latest, metric) => Math.max(latest, Date.parse(metric.updatedAt)), 0),
  };
}

export class Figures {
  #cells = new Map();
  #names = new Map();
  #summaries = new Map();

  constructor(metrics, summaries) {
    this.metrics = metrics;
    this.models = [...new Set(metrics.map((metric) => metric.modelId))].sort(natural.compare);
    const corruptions = new Set();
    const severities = new Set();
    for (const metric of metrics) {
      const point = this.nameOf(metric);
      this.#cells.set(key(point, metric.corruption, metric.severity), metric);
      if (!this.#names.has(point)) {
        this.#names.set(point, {
          model: metric.modelId, point: metric.pointId, role: roleOf(metric), position: metric.position,
        });
      }
      if (!isClean(metric)) {
        corruptions.add(metric.corruption);
        severities.add(metric.severity);
      }
    }
    summaries.forEach((summary) => this.#summaries.set(this.nameOf(summary), summary));
    this.points = [...this.#names.keys()].sort(byRank(ROLES, (point) => this.about(point).role));
    this.corruptions = [...corruptions].sort(byRank(CORRUPTIONS));
    this.severities = [...severities].sort((a, b) => a - b);
  }

  /** What a point is called here: with its model unless that is the only one shown. */
  nameOf({ modelId, pointId }) {
    return this.models.length === 1 && this.models[0] === modelId ? pointId : `${modelId} / ${pointId}`;
  }

  /** `{model, point, role, position}` of a point. */
  about(point) {
    return this.#names.get(point);
  }

  /** The server's summary of a point, or null. */
  summary(point) {
    return this.#summaries.get(point) ?? null;
  }

  /** The server's comparison of a point on corrupted images or, where there are none, on clean ones; or null. */
  comparison(point) {
    const summary = this.summary(point);
    return summary?.corrupted.comparison ?? summary?.clean.comparison ?? null;
  }

  /**
   * What a comparison is with, or null of none. By default each model has a reference of its own, and a reference
   * need not be among the points here.
   */
  referenceOf(comparison) {
    return comparison ? this.nameOf(comparison.reference) : null;
  }

  /** What the server compares a point with in every cell; null of none, or if it changed on the way. */
  referenceOfAll(point) {
    const names = new Set(this.of(point).map(({ comparison }) => this.referenceOf(comparison)).filter((name) => name !== null));
    return names.size === 1 ? [...names][0] : null;
  }

  /** Whether the server is sure, for all cells together, that a point and its reference differ in a cell. */
  isSure(point, corruption, severity) {
    return this.summary(point)?.sureCells
      .some((cell) => cell.corruption === corruption && cell.severity === severity) ?? false;
  }

  /** The metric of one cell, or null. */
  cell(point, corruption, severity) {
    return this.#cells.get(key(point, corruption, severity)) ?? null;
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
    return this.metrics.filter((metric) => this.nameOf(metric) === point);
  }
}

const key = (...parts) => JSON.stringify(parts);
