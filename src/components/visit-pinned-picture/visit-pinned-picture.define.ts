import { define } from '../define.ts';
import '../visit-picture/visit-picture.define.ts';
import { VisitPinnedPicture } from './visit-pinned-picture.ts';

define('visit-pinned-picture', VisitPinnedPicture);
