import { define } from '../define.ts';
import { VisitMessages } from './visit-messages.ts';

define('visit-messages', VisitMessages);
