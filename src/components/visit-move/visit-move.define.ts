import { define } from '../define.ts';
import { VisitMove } from './visit-move.ts';

define('visit-move', VisitMove);
