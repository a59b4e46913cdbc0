import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { HostClient, HostRequestError } from '../stack/host-client.ts';
import { Bookings, belongsTo } from './bookings.ts';
import {
  assignment,
  clinicians,
  findClinician,
  findPatient,
  findUnitStaff,
  patients,
  unit,
  unitStaff,
} from './people.ts';
import { ReminderInbox } from './reminder-inbox.ts';
import { GuestLinks } from './guest-links.ts';
import { findRecord } from './records.ts';
import { type ReturnPage, returnLink } from './return-page.ts';

export interface SiteConfig {
  readonly port: number;
  /** The built pages. */
  readonly directory: string;
  readonly serviceUrl: string;
  /** For the content security policy: the one other origin that the pages talk to. */
  readonly gatewayUrl: string;
  readonly apiKey: string;
}

export interface RunningSite {
  readonly url: string;
  close(): Promise<void>;
}

/** The person that a page says is signed in is not one of the demo's, or the visit is not theirs. */
class Refusal extends Error {
  readonly statusCode: number;
  constructor(statusCode: number, message: string) {
    super(message);
    this.statusCode = statusCode;
  }
}

/**
 * The demo host: serves the portal and the journal, and is the back end that holds the API key, knows who is signed in and
 * mints tokens. Signing in is choosing a made-up person, in the page's address.
 */
export async function startSite(config: SiteConfig): Promise<RunningSite> {
  const host = new HostClient(config.serviceUrl, config.apiKey);
  const app = Fastify({ logger: false, forceCloseConnections: true });
  addHeaders(app, config);
  const inbox = new ReminderInbox(host);
  addPortal(app, host, config.serviceUrl);
  addMessages(app, host, inbox);
  addDropIn(app, host);
  const guests = new GuestLinks(config.apiKey);
  addVisitPage(app, config.port);
  addGuests(app, host, guests, config.serviceUrl);
  addJournal(app, host, config.serviceUrl);
  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    const status = error instanceof HostRequestError ? (error.status === 404 ? 404 : 502) : (error.statusCode ?? 502);
    return reply.code(status).send({ error: error.message });
  });
  await app.register(fastifyStatic, { root: config.directory, cacheControl: false, setHeaders: keepOrRevalidate });
  const url = await app.listen({ port: config.port, host: '127.0.0.1' });
  inbox.start();
  return {
    url,
    async close() {
      inbox.stop();
      await app.close();
    },
  };
}

/** Built files carry their content's hash in their name; pages do not. */
function keepOrRevalidate(reply: FastifyReply, path: string): void {
  void reply.header('cache-control', path.includes(join('assets', '')) ? 'max-age=31536000, immutable' : 'no-cache');
}

function addHeaders(app: FastifyInstance, { serviceUrl, gatewayUrl }: SiteConfig): void {
  const policy = [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    "worker-src 'self'",
    `connect-src 'self' ${serviceUrl} ${gatewayUrl}`,
  ].join('; ');
  app.addHook('onSend', async (_request, reply) => {
    reply.headers({
      'content-security-policy': policy,
      'permissions-policy': 'camera=(self), microphone=(self), geolocation=()',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
  });
  app.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store');
  });
}

interface Asks {
  Querystring: { person?: string; visit?: string };
}

function addPortal(app: FastifyInstance, host: HostClient, service: string): void {
  const bookings = new Bookings(host);
  const signedIn = (id: unknown): (typeof patients)[number] => {
    const person = findPatient(id);
    if (!person) throw new Refusal(401, 'no such demo patient');
    return person;
  };

  const tokenFor = async (visitId: string): Promise<string> =>
    (await host.token({ kind: 'participant', visitId, role: 'patient' })).token;

  // The public help page: nobody need be signed in.
  app.get('/api/help/service', async () => ({ service }));

  app.get('/api/portal/people', async () => patients);

  app.get<Asks>('/api/portal/visits', async ({ query }) => {
    const visits = await bookings.of(signedIn(query.person));
    return Promise.all(
      visits.map(async (visit) => ({
        visitId: visit.id,
        status: visit.status,
        clinician: visit.participants.find(({ role }) => role === 'clinician')?.name ?? '',
        service,
        token: await tokenFor(visit.id),
      })),
    );
  });

  app.post<Asks>('/api/portal/token', async ({ query }) => {
    const person = signedIn(query.person);
    const visit = await host.visit(query.visit ?? '');
    if (!belongsTo(visit, person)) throw new Refusal(403, 'not a visit of this person');
    return { service, token: await tokenFor(visit.id) };
  });

  app.post<Asks & { Body: { code: string } }>('/api/portal/handover', async ({ query, body }) => {
    const person = signedIn(query.person);
    const { token, visitId } = await host.redeemHandover({
      code: body.code,
      assurance: 'signed-in',
      reference: person.id,
    });
    return { token, visitId };
  });

  app.post<Asks>('/api/portal/visits', async ({ query }, reply) => {
    const { id } = await bookings.makeOneMore(signedIn(query.person).id);
    return reply.code(201).send({ id });
  });
}

function addDropIn(app: FastifyInstance, host: HostClient): void {
  const bookings = new Bookings(host);

  app.get('/api/portal/drop-in', async () => ({ clinic: unit.name, isOpen: (await host.queue(unit.id)).isOpen }));

  app.post<Asks>('/api/portal/drop-in', async ({ query }, reply) => {
    const person = findPatient(query.person);
    if (!person) throw new Refusal(401, 'no such demo patient');
    const { id } = await bookings.dropIn(person);
    return reply.code(201).send({ id });
  });
}

/** What the clinic wants a patient reminded of. */
function addMessages(app: FastifyInstance, host: HostClient, inbox: ReminderInbox): void {
  const bookings = new Bookings(host);
  app.get<Asks>('/api/portal/messages', async ({ query }, reply) => {
    const person = findPatient(query.person);
    if (!person) throw new Refusal(401, 'no such demo patient');
    // Null while the service is away: what was shown stays.
    const visits = await bookings.of(person).catch(() => null);
    return reply.type('application/json').send(JSON.stringify(visits && inbox.of(visits)));
  });
}

/** The visit on a page of its own, for portals that link out instead of embedding. */
function addVisitPage(app: FastifyInstance, port: number): void {
  const portals = ['127.0.0.1', 'localhost'].map((host) => ({
    name: 'Min vård',
    address: `http://${host}:${port}/portal/`,
  })) as [ReturnPage, ReturnPage];
  app.get<{ Querystring: { return?: string } }>('/api/visit/return', async ({ query }) =>
    returnLink(query.return, portals),
  );
}

/** For whom a clinician has invited: they have no account, only the link. */
function addGuests(app: FastifyInstance, host: HostClient, guests: GuestLinks, service: string): void {
  app.post<Asks & { Body: { participantId: string } }>('/api/journal/invitations', async ({ query, body, headers }) => {
    if (!findClinician(query.person)) throw new Refusal(401, 'no such demo clinician');
    const { id, participants } = await host.visit(query.visit ?? '');
    const guest = participants.find((participant) => participant.id === body.participantId);
    if (guest?.role !== 'interpreter' && guest?.role !== 'companion') throw new Refusal(404, 'nobody invited');
    const code = guests.codeFor({ visitId: id, participantId: guest.id, role: guest.role });
    return { address: `http://${headers.host}/visit/#guest=${code}` };
  });

  app.post<{ Body: { code: string } }>('/api/visit/guest', async ({ body }) => {
    const guest = guests.read(body.code);
    if (!guest) throw new Refusal(403, 'no invitation');
    return { service, token: (await host.token({ kind: 'participant', ...guest })).token };
  });
}

function addJournal(app: FastifyInstance, host: HostClient, service: string): void {
  const signedIn = (id: unknown): (typeof clinicians)[number] | (typeof unitStaff)[number] => {
    const person = findClinician(id) ?? findUnitStaff(id);
    if (!person) throw new Refusal(401, 'no such demo clinician');
    return person;
  };

  app.get('/api/journal/people', async () => [...clinicians, ...unitStaff]);

  app.post<Asks>('/api/journal/token', async ({ query }) => {
    const { id, name, profession } = signedIn(query.person);
    if (profession === 'administrator')
      return { service, ...(await host.token({ kind: 'unit-staff', subject: id, name, units: [unit.id] })) };
    return { service, ...(await host.token({ kind: 'clinician', subject: id, name, units: [unit.id], assignment })) };
  });

  app.get<Asks>('/api/journal/record', async ({ query }) => {
    signedIn(query.person);
    const visit = await host.visit(query.visit ?? '');
    const patient = patients.find((candidate) => belongsTo(visit, candidate));
    const record = patient && findRecord(patient.id);
    if (!record) throw new Refusal(404, 'no record');
    return { patientId: patient.id, name: patient.name, ...record };
  });

  app.get<Asks>('/api/journal/visits', async ({ query }) => {
    signedIn(query.person);
    const visits = (await new Bookings(host).all()).filter(
      ({ status }) => status !== 'finished' && status !== 'cancelled',
    );
    return visits.flatMap((visit) => {
      const patient = patients.find((candidate) => belongsTo(visit, candidate));
      return patient ? [{ visitId: visit.id, patientId: patient.id, bookedStart: visit.bookedStart }] : [];
    });
  });

  app.get<Asks>('/api/journal/records', async ({ query }) => {
    signedIn(query.person);
    return patients.flatMap((patient) => {
      const record = findRecord(patient.id);
      return record ? [{ patientId: patient.id, name: patient.name, ...record }] : [];
    });
  });
}
