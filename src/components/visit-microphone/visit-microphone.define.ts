import { define } from '../define.ts';
import { VisitMicrophone } from './visit-microphone.ts';

define('visit-microphone', VisitMicrophone);
