import { define } from '../define.ts';
import { VisitPreparationSummary } from './visit-preparation-summary.ts';

define('visit-preparation-summary', VisitPreparationSummary);
