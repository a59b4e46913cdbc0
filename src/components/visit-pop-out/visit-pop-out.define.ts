import { define } from '../define.ts';
import { VisitPopOut } from './visit-pop-out.ts';

define('visit-pop-out', VisitPopOut);
