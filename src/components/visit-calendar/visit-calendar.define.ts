import { define } from '../define.ts';
import { VisitCalendar } from './visit-calendar.ts';

define('visit-calendar', VisitCalendar);
