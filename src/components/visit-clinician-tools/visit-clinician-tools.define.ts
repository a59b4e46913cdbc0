import { define } from '../define.ts';
import { VisitClinicianTools } from './visit-clinician-tools.ts';

define('visit-clinician-tools', VisitClinicianTools);
