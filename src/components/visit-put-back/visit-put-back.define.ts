import { define } from '../define.ts';
import { VisitPutBack } from './visit-put-back.ts';

define('visit-put-back', VisitPutBack);
