/** A portal that sends people to the visit's own page, and gets them back. */
export interface ReturnPage {
  readonly name: string;
  /** The portal's address; every page below it is the portal's. Ends with a slash. */
  readonly address: string;
}

export interface ReturnLink {
  readonly name: string;
  readonly href: string;
}

/**
 * Where the link back leads: to the address that was asked for, where that is a page of a portal that we know, else to the first
 * portal. Whoever makes a link to the visit's page could otherwise have it lead anywhere, under our name.
 */
export function returnLink(wanted: string | undefined, portals: readonly [ReturnPage, ...ReturnPage[]]): ReturnLink {
  const url = wanted === undefined ? null : URL.parse(wanted);
  const portal = url && portals.find(({ address }) => isBelow(url, new URL(address)));
  return portal ? { name: portal.name, href: url.href } : { name: portals[0].name, href: portals[0].address };
}

const isBelow = (url: URL, portal: URL): boolean =>
  url.origin === portal.origin &&
  url.username === '' &&
  url.password === '' &&
  url.pathname.startsWith(portal.pathname);
