import { define } from '../define.ts';
import { VisitDelay } from './visit-delay.ts';

define('visit-delay', VisitDelay);
