/** The views in the order of their links, with what each answers. */
import { Calibration } from './views/calibration.js';
import { Health } from './views/health.js';
import { Noise } from './views/noise.js';
import { Overview } from './views/overview.js';
import { Robustness } from './views/robustness.js';
import { Runs } from './views/runs.js';
import { Severity } from './views/severity.js';
import { Subspace } from './views/subspace.js';

export const VIEWS = [
  { name: 'overview', title: 'Overview', View: Overview },
  { name: 'robustness', title: 'Robustness', View: Robustness },
  { name: 'severity', title: 'Severity curves', View: Severity },
  { name: 'calibration', title: 'Calibration', View: Calibration },
  { name: 'noise', title: 'Label noise', View: Noise, allRuns: true },
  { name: 'subspace', title: 'Subspace', View: Subspace },
  { name: 'runs', title: 'Runs', View: Runs, withoutFigures: true },
  { name: 'health', title: 'Health', View: Health, withoutFigures: true },
];
