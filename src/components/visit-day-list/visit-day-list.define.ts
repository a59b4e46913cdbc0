import { define } from '../define.ts';
import { VisitDayList } from './visit-day-list.ts';

define('visit-day-list', VisitDayList);
