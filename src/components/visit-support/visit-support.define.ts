import { define } from '../define.ts';
import { VisitSupport } from './visit-support.ts';

define('visit-support', VisitSupport);
