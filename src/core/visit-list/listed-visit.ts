import type { Clock } from '../clock.ts';
import { HttpVisitService } from '../service/http-visit-service.ts';
import type { VisitService } from '../service/visit-service.ts';
import type { OwnVisit } from './visit-list.ts';

/** A visit of the person who is signed in with the host, as the host gives it to `<visit-list>`. */
export interface ListedVisit {
  readonly visitId: string;
  /** Address of the visit service, or a service of the host's own. */
  readonly service: string | Pick<VisitService, 'visit'>;
  /** The person's token for this visit; not needed with a service of the host's own. */
  readonly token?: string | undefined;
  /** Asked for a new token when the old one has expired. */
  readonly renewToken?: (() => Promise<string>) | undefined;
  /** Where the visit is opened. Without it the list shows a button, and the event `visit-chosen` tells the host. */
  readonly href?: string | undefined;
}

/** The service behind each visit. An address that is none is told of when the visit is read. */
export const ownVisits = (listed: readonly ListedVisit[], clock: Clock): OwnVisit[] =>
  listed.map(({ visitId, service, token = '', renewToken }) => ({
    visitId,
    service:
      typeof service === 'string'
        ? overHttp(() => new HttpVisitService({ service, token, renewToken, clock }))
        : service,
  }));

/** Made when first read, so that a new token of the host's is kept from one reading to the next. */
function overHttp(make: () => HttpVisitService): OwnVisit['service'] {
  let made: HttpVisitService | null = null;
  return { visit: async (visitId, signal) => (made ??= make()).visit(visitId, signal) };
}
