import { define } from '../define.ts';
import { VisitParticipants } from './visit-participants.ts';

define('visit-participants', VisitParticipants);
