import { define } from '../define.ts';
import { VisitRecord } from './visit-record.ts';

define('visit-record', VisitRecord);
