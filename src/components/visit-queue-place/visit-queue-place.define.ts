import { define } from '../define.ts';
import { VisitQueuePlace } from './visit-queue-place.ts';

define('visit-queue-place', VisitQueuePlace);
