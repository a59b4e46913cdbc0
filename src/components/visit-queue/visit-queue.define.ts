import { define } from '../define.ts';
import { VisitQueue } from './visit-queue.ts';

define('visit-queue', VisitQueue);
