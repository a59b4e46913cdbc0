/** Under which name the code stands in the fragment of the link, so that no server and no log ever sees it. */
const FRAGMENT_NAME = 'visit-handover';
const CODE = /^[\w-]{16,64}$/;

/**
 * Where the host takes up a visit that is moved: an address with https, or one of the page's own origin (development).
 * Null where it is neither.
 */
export function phonePageOf(address: string | null, pageAddress: string): URL | null {
  const page = address ? URL.parse(address, pageAddress) : null;
  if (!page) return null;
  return page.protocol === 'https:' || page.origin === new URL(pageAddress).origin ? page : null;
}

/** The link for the other device. What stood in the fragment gives way. */
export function handoverLink(phonePage: URL, code: string): string {
  const link = new URL(phonePage);
  link.hash = `${FRAGMENT_NAME}=${code}`;
  return link.href;
}

/** The code in an address, and the address without it; null where it holds none. */
export function readHandover(address: string): { readonly code: string; readonly without: string } | null {
  const url = new URL(address);
  const parts = url.hash.slice(1).split('&');
  const isOurs = (part: string): boolean => part.startsWith(`${FRAGMENT_NAME}=`);
  const code = parts.find(isOurs)?.slice(FRAGMENT_NAME.length + 1);
  if (code === undefined) return null;
  url.hash = parts.filter((part) => !isOurs(part)).join('&');
  return CODE.test(code) ? { code, without: url.href } : null;
}
