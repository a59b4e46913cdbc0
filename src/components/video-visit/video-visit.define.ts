import { define } from '../define.ts';
import '../visit-booking/visit-booking.define.ts';
import { VideoVisit } from './video-visit.ts';

define('video-visit', VideoVisit);
