import { define } from '../define.ts';
import { VisitGuide } from './visit-guide.ts';

define('visit-guide', VisitGuide);
