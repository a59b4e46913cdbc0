import { expect } from 'chai';
import type { GatewayLink, LinkSnapshot, LocalTracks } from '../../src/core/gateway/gateway.ts';
import type { GatewayWorld, MemberCredentials } from './gateway-world.ts';
import { movingPicture } from './moving-picture.ts';

/** What every gateway adapter must hold. Runs against the fake and against the real Janus. */
export function gatewayContract(name: string, makeWorld: () => Promise<GatewayWorld>): void {
  describe(`gateway contract: ${name}`, () => {
    let world: GatewayWorld;
    const links: GatewayLink[] = [];

    beforeEach(async () => {
      world = await makeWorld();
    });

    afterEach(async () => {
      await Promise.all(links.splice(0).map((link) => link.close()));
      await world.close();
    });

    function join(member: string, credentials: MemberCredentials = world.credentials(member)): GatewayLink {
      const link = world.gateway.connect({ credentials: credentials.source });
      links.push(link);
      return link;
    }

    async function ready(member: string, credentials?: MemberCredentials): Promise<GatewayLink> {
      const link = join(member, credentials);
      await until(link, ({ state }) => state === 'ready');
      return link;
    }

    it('takes its place, meets the others, and sends nothing unasked', async () => {
      const [anna, kim] = await Promise.all([ready('anna~1'), ready('kim~1')]);
      const seen = await until(anna, meets('kim~1'));
      await until(kim, meets('anna~1'));
      expect(seen.remotes[0]?.audio?.kind).to.equal('audio');
      expect(seen.remotes[0]?.video?.kind).to.equal('video');
      expect(await packetsSent(anna)).to.equal(0);
      expect(await packetsSent(kim)).to.equal(0);
    });

    it('shows at the other what is sent, and only while it is sent', async () => {
      const [anna, kim] = await Promise.all([ready('anna~1'), ready('kim~1')]);
      const picture = movingPicture();
      await until(anna, meets('kim~1'));
      await kim.send({ audio: null, video: picture.track });
      await frames(anna.store.get().remotes[0]?.video ?? null, 3);
      await kim.send(NOTHING);
      await silence(anna, kim);
      expect(picture.track.readyState, "the track stays the caller's").to.equal('live');
      picture.stop();
    });

    it('holds the picture back as its shape says, also after joining anew', async () => {
      const [anna, kim] = await Promise.all([ready('anna~1'), ready('kim~1')]);
      const picture = movingPicture();
      await until(anna, meets('kim~1'));
      await kim.send({ audio: null, video: picture.track });
      await frames(anna.store.get().remotes[0]?.video ?? null, 3);
      await kim.shape({
        active: false,
        maxBitrate: null,
        shrink: 1,
        keepsSize: false,
        small: null,
        soundBitrate: null,
      });
      await silence(anna, kim);
      await world.faults.forgetSessions();
      await until(kim, ({ state }) => state === 'interrupted');
      await Promise.all([until(anna, ({ state }) => state === 'ready'), until(kim, ({ state }) => state === 'ready')]);
      await until(anna, meets('kim~1'));
      await silence(anna, kim);
      await kim.shape({
        active: true,
        maxBitrate: 100_000,
        shrink: 2,
        keepsSize: true,
        small: null,
        soundBitrate: null,
      });
      await frames(anna.store.get().remotes[0]?.video ?? null, 3);
      picture.stop();
    });

    it('passes what a member tells to all the others, under its own id, and to nobody else', async () => {
      const members = ['anna~1', 'kim~1', 'tolk~1'];
      const links = await Promise.all(members.map((member) => ready(member)));
      const heard = members.map(() => new Set<string>());
      const over = new AbortController();
      for (const [i, link] of links.entries())
        link.listen((from, text) => heard[i]?.add(`${from}: ${text}`), { signal: over.signal });
      await Promise.all(links.map((link) => until(link, ({ remotes }) => remotes.length === 2)));
      // Nothing is kept for who has no channel yet: so it is told until it is heard.
      await condition(() => {
        links[0]?.tell('hej');
        return heard[1]?.has('anna~1: hej') === true && heard[2]?.has('anna~1: hej') === true;
      }, 'heard by both');
      await condition(() => links[1]?.tell('å') === true && heard[0]?.has('kim~1: å') === true, 'heard back');
      expect([...heard[0]!]).to.deep.equal(['kim~1: å']);
      over.abort();
      const before = heard[1]?.size;
      links[0]?.tell('later');
      await condition(() => links[2]?.tell('x') === true, 'a way to tell');
      expect(heard[1]?.size, 'who no longer listens').to.equal(before);
    });

    it('sends from the start what was asked for before it was ready', async () => {
      const picture = movingPicture();
      const anna = await ready('anna~1');
      const kim = join('kim~1');
      await kim.send({ audio: null, video: picture.track });
      const { remotes } = await until(anna, meets('kim~1'));
      await frames(remotes[0]?.video ?? null, 3);
      picture.stop();
    });

    it('holds four publishers at once, each meeting the three others', async () => {
      const members = ['anna~1', 'kim~1', 'tolk~1', 'mor~1'];
      const all = await Promise.all(members.map((member) => ready(member)));
      for (const [i, link] of all.entries()) {
        const others = members.filter((_, j) => j !== i);
        const { remotes } = await until(link, (snapshot) => others.every((id) => meets(id)(snapshot)));
        expect(remotes.map(({ memberId }) => memberId).sort()).to.deep.equal([...others].sort());
        expect(remotes.every(({ audio, video }) => audio && video)).to.equal(true);
      }
    });

    it('notices who leaves', async () => {
      const [anna, kim] = await Promise.all([ready('anna~1'), ready('kim~1')]);
      await until(anna, meets('kim~1'));
      await kim.close();
      await until(anna, ({ remotes }) => remotes.length === 0);
      expect(kim.store.get()).to.deep.equal({ state: 'closed', remotes: [], error: null });
      await kim.close();
    });

    it('understands an answer that comes before its acknowledgement', async () => {
      await world.faults.answerBeforeAck();
      const [anna] = await Promise.all([ready('anna~1'), ready('kim~1')]);
      await until(anna, meets('kim~1'));
    });

    it('433: gives up when it is refused again and again', async () => {
      const credentials = world.credentials('anna~1');
      await world.faults.revoke('anna~1');
      const link = join('anna~1', credentials);
      const { error } = await until(link, ({ state }) => state === 'closed');
      expect(error?.code).to.equal('gateway-refused');
      expect(credentials.asked.join, 'new credentials for each try').to.be.greaterThan(1);
    });

    it('426: asks for a new room when the room is gone', async () => {
      const credentials = world.credentials('anna~1');
      const link = await ready('anna~1', credentials);
      await world.faults.destroyRoom();
      await until(link, ({ state, error }) => state === 'interrupted' && error?.code === 'room-gone');
      await until(link, ({ state }) => state === 'ready');
      expect(credentials.asked.join).to.equal(2);
    });

    it('458: joins anew when the gateway has forgotten the session', async () => {
      const credentials = world.credentials('anna~1');
      const anna = await ready('anna~1', credentials);
      await world.faults.forgetSessions();
      await until(anna, ({ state }) => state === 'interrupted');
      await until(anna, ({ state }) => state === 'ready');
      expect(credentials.asked.join).to.equal(2);
      const kim = await ready('kim~1');
      await until(kim, meets('anna~1'));
    });

    it('gives a request that is never answered a time limit, and tries again', async () => {
      await world.faults.swallowAnswerTo('joinandconfigure');
      const credentials = world.credentials('anna~1');
      const link = join('anna~1', credentials);
      const { error } = await until(link, ({ state }) => state === 'interrupted');
      expect(error?.code).to.equal('gateway-timeout');
      await until(link, ({ state }) => state === 'ready');
      expect(credentials.asked.join).to.equal(2);
    });

    it('comes back after a kick that was a mistake', async () => {
      const anna = await ready('anna~1');
      await world.faults.kick('anna~1');
      const { error } = await until(anna, ({ state }) => state === 'interrupted');
      expect(error?.code).to.equal('removed-from-room');
      await until(anna, ({ state }) => state === 'ready');
    });

    it('stays out after a kick that was meant', async () => {
      const [anna, kim] = await Promise.all([ready('anna~1'), ready('kim~1')]);
      await until(kim, meets('anna~1'));
      await world.faults.revoke('anna~1');
      await world.faults.kick('anna~1');
      const { error } = await until(anna, ({ state }) => state === 'closed');
      expect(error?.code).to.equal('gateway-refused');
      await until(kim, ({ remotes }) => remotes.length === 0);
    });

    it('keeps its place over a socket that breaks off', async () => {
      const credentials = world.credentials('anna~1');
      const anna = await ready('anna~1', credentials);
      await world.faults.cutSockets();
      await until(anna, ({ state }) => state === 'interrupted');
      await until(anna, ({ state }) => state === 'ready');
      const kim = await ready('kim~1');
      await Promise.all([until(kim, meets('anna~1')), until(anna, meets('kim~1'))]);
      expect(credentials.asked.join, 'the same session').to.equal(1);
    });

    it('finds a half-open socket, and pays no heed to its late close', async () => {
      const credentials = world.credentials('anna~1');
      const anna = await ready('anna~1', credentials);
      await world.faults.freezeSockets();
      const { error } = await until(anna, ({ state }) => state === 'interrupted');
      expect(error?.code).to.equal('gateway-unreachable');
      await until(anna, ({ state }) => state === 'ready');
      const states: string[] = [];
      const stop = anna.store.subscribe(({ state }) => states.push(state));
      await world.faults.closeFrozenSockets();
      const kim = await ready('kim~1');
      await until(anna, meets('kim~1'));
      await until(kim, meets('anna~1'));
      stop();
      expect(states.every((state) => state === 'ready')).to.equal(true);
      expect(credentials.asked.join, 'the same session').to.equal(1);
    });

    it('outlives its token in a long visit', async () => {
      const credentials = world.credentials('anna~1', { tokenSeconds: 3 });
      const begun = Date.now();
      const anna = await ready('anna~1', credentials);
      await condition(() => credentials.asked.renew >= 2 && Date.now() - begun > 7_000, 'two token lives');
      const kim = await ready('kim~1');
      await Promise.all([until(anna, meets('kim~1')), until(kim, meets('anna~1'))]);
      expect(anna.store.get().state).to.equal('ready');
      expect(credentials.asked.join).to.equal(1);
    });
  });
}

const NOTHING: LocalTracks = { audio: null, video: null };

const meets =
  (memberId: string) =>
  ({ remotes }: LinkSnapshot): boolean =>
    remotes.some((remote) => remote.memberId === memberId && remote.video !== null);

/** The first snapshot that fits; fails with the last one seen when none does in time. */
function until(link: GatewayLink, fits: (snapshot: LinkSnapshot) => boolean, limitMs = 15_000): Promise<LinkSnapshot> {
  const now = link.store.get();
  if (fits(now)) return Promise.resolve(now);
  return new Promise((resolve, reject) => {
    const over = new AbortController();
    const timer = setTimeout(() => {
      over.abort();
      const { state, remotes, error } = link.store.get();
      reject(
        new Error(`still ${state}, ${remotes.map(({ memberId }) => memberId).join() || 'alone'}, ${error?.message}`),
      );
    }, limitMs);
    link.store.subscribe(
      (snapshot) => {
        if (!fits(snapshot)) return;
        clearTimeout(timer);
        over.abort();
        resolve(snapshot);
      },
      { signal: over.signal },
    );
  });
}

export async function condition(
  holds: () => boolean | Promise<boolean>,
  what: string,
  limitMs = 15_000,
): Promise<void> {
  const deadline = performance.now() + limitMs;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`never: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function sum(link: GatewayLink, type: string, field: string): Promise<number> {
  const reports = await link.stats();
  return reports
    .flatMap((report) => [...(report.values() as Iterable<Record<string, unknown>>)])
    .filter((stat) => stat['type'] === type)
    .reduce((total, stat) => total + Number(stat[field] ?? 0), 0);
}

const packetsSent = (link: GatewayLink): Promise<number> => sum(link, 'outbound-rtp', 'packetsSent');

/** Holds when a whole second passes in which the receiver gets no packet. */
async function silence(receiver: GatewayLink, sender: GatewayLink): Promise<void> {
  let last = -1;
  await condition(async () => {
    const before = last;
    last = (await sum(receiver, 'inbound-rtp', 'packetsReceived')) + (await packetsSent(sender));
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    return before === last;
  }, 'silence after send(nothing)');
}

/** Resolves when so many frames of the track have been shown. */
async function frames(track: MediaStreamTrack | null, count: number): Promise<void> {
  if (!track) throw new Error('no track');
  const video = document.createElement('video');
  video.muted = true;
  video.srcObject = new MediaStream([track]);
  document.body.append(video);
  try {
    await video.play();
    for (let i = 0; i < count; i++) await new Promise((resolve) => video.requestVideoFrameCallback(resolve));
  } finally {
    video.srcObject = null;
    video.remove();
  }
}
