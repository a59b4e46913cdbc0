import { define } from '../define.ts';
import { VisitPicture } from './visit-picture.ts';

define('visit-picture', VisitPicture);
