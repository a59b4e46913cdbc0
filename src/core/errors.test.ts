import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { VisitError, fromMediaError, visitErrorCodes, type VisitErrorCode } from './errors.ts';

describe('VisitError', () => {
  test('carries its code, and the code alone decides whether it can be mended', () => {
    const final = visitErrorCodes.filter((code) => !new VisitError(code).recoverable);
    assert.deepEqual(final, [
      'token-missing',
      'token-invalid',
      'wrong-visit',
      'forbidden',
      'visit-not-found',
      'insecure-context',
      'unsupported-browser',
      'bad-attribute',
    ]);
    assert.equal(new VisitError('forbidden', { recoverable: true }).recoverable, true);
  });

  test('its message is for developers: code and detail', () => {
    assert.equal(new VisitError('room-gone').message, 'room-gone');
    assert.equal(new VisitError('room-gone', { detail: 'destroyed' }).message, 'room-gone: destroyed');
    assert.equal('cause' in new VisitError('unknown'), false);
  });

  test('from() keeps a VisitError and wraps all else', () => {
    const known = new VisitError('too-early');
    assert.equal(VisitError.from(known, 'service-failed'), known);
    const cause = new TypeError('no');
    const wrapped = VisitError.from(cause, 'service-failed');
    assert.deepEqual([wrapped.code, wrapped.cause], ['service-failed', cause]);
    assert.equal(VisitError.from('odd').code, 'unknown');
  });
});

describe('what getUserMedia rejects with', () => {
  const rows: [name: string, secure: boolean, allowedByPolicy: boolean, code: VisitErrorCode][] = [
    ['NotAllowedError', true, true, 'permission-denied'],
    ['NotAllowedError', true, false, 'blocked-by-policy'],
    ['SecurityError', true, true, 'permission-denied'],
    ['SecurityError', true, false, 'blocked-by-policy'],
    ['NotFoundError', true, true, 'device-not-found'],
    ['OverconstrainedError', true, true, 'device-not-found'],
    ['NotReadableError', true, true, 'device-in-use'],
    ['AbortError', true, true, 'device-in-use'],
    ['TypeError', true, true, 'unknown'],
    ['TypeError', false, true, 'insecure-context'],
    ['NotAllowedError', false, false, 'insecure-context'],
  ];
  for (const [name, secure, allowedByPolicy, code] of rows) {
    test(`${name}${secure ? '' : ', not secure'}${allowedByPolicy ? '' : ', not allowed by the page'} → ${code}`, () => {
      const cause = new DOMException('', name);
      const error = fromMediaError(cause, { secure, allowedByPolicy });
      assert.equal(error.code, code);
      assert.equal(error.cause, cause);
    });
  }

  test('a VisitError stays, and nothing at all is unknown', () => {
    const known = new VisitError('device-in-use');
    assert.equal(fromMediaError(known, { secure: false, allowedByPolicy: false }), known);
    assert.equal(fromMediaError(null, { secure: true, allowedByPolicy: true }).code, 'unknown');
  });
});
