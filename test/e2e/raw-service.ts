import { randomUUID } from 'node:crypto';
import { assignment, clinicians, unit } from '../../demo/site/people.ts';
import type { Stack } from '../../demo/stack/stack.ts';
import type { Command, CommandResult, ServiceError, VisitView } from '../../src/contract/index.ts';

/** The service without our client: plain requests, as anyone can send them. */
export async function sendCommand(
  stack: Stack,
  token: string,
  command: Command,
): Promise<{ status: number; body: CommandResult & Partial<ServiceError> }> {
  const response = await fetch(`${stack.serviceUrl}/v1/commands`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    },
    body: JSON.stringify(command),
  });
  return { status: response.status, body: (await response.json()) as CommandResult & Partial<ServiceError> };
}

export async function clinicianToken(stack: Stack, id: string): Promise<string> {
  const name = clinicians.find((clinician) => clinician.id === id)?.name ?? id;
  return (await stack.host.token({ kind: 'clinician', subject: id, name, units: [unit.id], assignment })).token;
}

export async function patientToken(stack: Stack, visitId: string, ttlSeconds = 3600): Promise<string> {
  return (await stack.host.token({ kind: 'participant', role: 'patient', visitId, ttlSeconds })).token;
}

export async function participantToken(
  stack: Stack,
  visitId: string,
  role: 'patient' | 'interpreter' | 'companion',
): Promise<string> {
  return (await stack.host.token({ kind: 'participant', role, visitId })).token;
}

export async function readVisit(stack: Stack, token: string, visitId: string): Promise<VisitView> {
  const response = await fetch(`${stack.serviceUrl}/v1/visits/${visitId}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return (await response.json()) as VisitView;
}

/** Why the service gives no credentials for the gateway; null: it gives them. */
export async function tryForCredentials(
  stack: Stack,
  token: string,
  visitId: string,
  connectionId: string,
): Promise<string | null> {
  const response = await fetch(`${stack.serviceUrl}/v1/gateway-credentials`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ visitId, connectionId, purpose: 'join' }),
  });
  return response.ok ? null : ((await response.json()) as ServiceError).error.code;
}
