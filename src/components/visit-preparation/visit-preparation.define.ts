import { define } from '../define.ts';
import { VisitPreparation } from './visit-preparation.ts';

define('visit-preparation', VisitPreparation);
