import { define } from '../define.ts';
import '../visit-booking/visit-booking.define.ts';
import '../visit-check/visit-check.define.ts';
import '../visit-waiting-room/visit-waiting-room.define.ts';
import { VideoVisit } from './video-visit.ts';

define('video-visit', VideoVisit);
