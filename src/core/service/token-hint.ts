/**
 * WebSocket address of the gateway that a token names for its page; null where it names none, or is no token of ours.
 * Nothing is proved by it: a connection may be opened ahead, and what goes over it is decided by the service.
 */
export function gatewayIn(token: string): string | null {
  try {
    const [, payload = ''] = token.split('.');
    const { gateway } = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/'))) as { gateway?: unknown };
    return typeof gateway === 'string' && /^wss?:/.test(gateway) ? gateway : null;
  } catch {
    return null;
  }
}
