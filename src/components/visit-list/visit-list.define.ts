import { define } from '../define.ts';
import { VisitList } from './visit-list.ts';

define('visit-list', VisitList);
