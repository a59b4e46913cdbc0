import { define } from '../define.ts';
import { VisitBooking } from './visit-booking.ts';

define('visit-booking', VisitBooking);
