import { define } from '../define.ts';
import '../visit-picture/visit-picture.define.ts';
import { VisitStage } from './visit-stage.ts';

define('visit-stage', VisitStage);
