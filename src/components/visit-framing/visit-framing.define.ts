import { define } from '../define.ts';
import '../visit-picture/visit-picture.define.ts';
import { VisitFraming } from './visit-framing.ts';

define('visit-framing', VisitFraming);
