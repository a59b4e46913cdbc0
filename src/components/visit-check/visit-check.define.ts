import { define } from '../define.ts';
import '../visit-picture/visit-picture.define.ts';
import { VisitCheck } from './visit-check.ts';

define('visit-check', VisitCheck);
