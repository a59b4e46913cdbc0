import { define } from '../define.ts';
import '../visit-picture/visit-picture.define.ts';
import { VisitSelfTest } from './visit-self-test.ts';

define('visit-self-test', VisitSelfTest);
