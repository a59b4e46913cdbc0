import { define } from '../define.ts';
import { VisitPhone } from './visit-phone.ts';

define('visit-phone', VisitPhone);
