import { define } from '../define.ts';
import '../visit-booking/visit-booking.define.ts';
import '../visit-calendar/visit-calendar.define.ts';
import { VisitAhead } from './visit-ahead.ts';

define('visit-ahead', VisitAhead);
