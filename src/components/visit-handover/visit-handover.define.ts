import { define } from '../define.ts';
import { VisitHandover } from './visit-handover.ts';

define('visit-handover', VisitHandover);
