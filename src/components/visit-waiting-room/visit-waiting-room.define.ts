import { define } from '../define.ts';
import '../visit-booking/visit-booking.define.ts';
import '../visit-messages/visit-messages.define.ts';
import '../visit-picture/visit-picture.define.ts';
import { VisitWaitingRoom } from './visit-waiting-room.ts';

define('visit-waiting-room', VisitWaitingRoom);
