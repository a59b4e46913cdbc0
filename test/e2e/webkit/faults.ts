declare global {
  interface Window {
    /** Console messages, uncaught errors, breaches of the security policy. */
    videoVisitFaults?: string[];
  }
}

/**
 * Opens a page of the same origin in this window, and keeps what is wrong with it from its first script on. The driver
 * tells nothing of that, and runs no script ahead of a page's own; so the page is written into the window that there is,
 * which keeps its security policy. Runs in the page, and so uses nothing from around it.
 */
export async function openWatched(address: string): Promise<void> {
  const page = await (await fetch(address)).text();
  const faults: string[] = [];
  window.videoVisitFaults = faults;
  for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const)
    console[level] = (...parts: unknown[]) => void faults.push(`console ${level}: ${parts.map(String).join(' ')}`);
  history.replaceState(null, '', address);
  document.open();
  addEventListener('error', ({ message }) => faults.push(`uncaught: ${message}`));
  addEventListener('unhandledrejection', ({ reason }) => faults.push(`uncaught: ${String(reason)}`));
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    faults.push(`breach of ${violatedDirective}: ${blockedURI}`),
  );
  document.write(page);
  document.close();
}
