/** Counts what is left behind on the page: listeners on window and document, running timers, requested frames. */
export function leaks(): { end(): { listeners: number; timers: number; frames: number } } {
  const listeners = new Map<string, number>();
  const timers = new Set<unknown>();
  const frames = new Set<number>();
  const undo: (() => void)[] = [];

  const replace = <T extends object, K extends keyof T>(object: T, name: K, by: T[K]): void => {
    const own = Object.hasOwn(object, name);
    const before = object[name];
    object[name] = by;
    undo.push(() => {
      if (own) object[name] = before;
      else delete object[name];
    });
  };

  for (const target of [window, document]) {
    const add = target.addEventListener.bind(target) as EventTarget['addEventListener'];
    const remove = target.removeEventListener.bind(target) as EventTarget['removeEventListener'];
    const change = (type: string, by: number): void => void listeners.set(type, (listeners.get(type) ?? 0) + by);
    replace(target as EventTarget, 'addEventListener', (type, listener, options) => {
      change(type, 1);
      if (typeof options === 'object') options.signal?.addEventListener('abort', () => change(type, -1));
      add(type, listener, options);
    });
    replace(target as EventTarget, 'removeEventListener', (type, listener, options) => {
      change(type, -1);
      remove(type, listener, options);
    });
  }

  const { setInterval: every, clearInterval: stop, setTimeout: later, clearTimeout: never } = window;
  const { requestAnimationFrame: frame, cancelAnimationFrame: noFrame } = window;
  replace(window, 'setInterval', ((run: () => void, ms?: number) => {
    const timer = every(run, ms);
    timers.add(timer);
    return timer;
  }) as typeof window.setInterval);
  replace(window, 'clearInterval', (timer) => {
    timers.delete(timer);
    stop(timer);
  });
  replace(window, 'setTimeout', ((run: () => void, ms?: number) => {
    const timer = later(() => {
      timers.delete(timer);
      run();
    }, ms);
    timers.add(timer);
    return timer;
  }) as typeof window.setTimeout);
  replace(window, 'clearTimeout', (timer) => {
    timers.delete(timer);
    never(timer);
  });
  replace(window, 'requestAnimationFrame', (run) => {
    const request = frame((time) => {
      frames.delete(request);
      run(time);
    });
    frames.add(request);
    return request;
  });
  replace(window, 'cancelAnimationFrame', (request) => {
    frames.delete(request);
    noFrame(request);
  });

  return {
    end() {
      for (const back of undo) back();
      const left = [...listeners.values()].reduce((sum, count) => sum + count, 0);
      return { listeners: left, timers: timers.size, frames: frames.size };
    },
  };
}
