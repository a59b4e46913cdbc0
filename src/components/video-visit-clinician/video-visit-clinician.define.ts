import { define } from '../define.ts';
import '../visit-booking/visit-booking.define.ts';
import { VideoVisitClinician } from './video-visit-clinician.ts';

define('video-visit-clinician', VideoVisitClinician);
