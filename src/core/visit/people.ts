import type { ParticipantView, VisitView } from '../../contract/index.ts';
import type { RemoteMedia } from '../gateway/gateway.ts';
import type { MemberState } from '../quality/room-message.ts';
import type { Person } from './visit-state.ts';

/** What is seen of others by whoever looks. */
export interface Seen {
  isActive(track: MediaStreamTrack | null): boolean;
  stateOf(memberId: string): MemberState | null;
}

/**
 * What is received of a participant: of the device they use now. While they move from one to the other, of the one before
 * until the new one sends.
 */
function remoteOf(
  participant: ParticipantView,
  remotes: readonly RemoteMedia[],
  seen: Seen | null,
): RemoteMedia | undefined {
  const sends = ({ audio, video }: RemoteMedia): boolean => Boolean(seen?.isActive(audio) || seen?.isActive(video));
  const own = remotes.find(({ memberId }) => memberId === memberIdOf(participant));
  if (!participant.connection?.handover || (own && sends(own))) return own;
  const before = remotes.find((remote) => remote.memberId.startsWith(`${participant.id}~`) && sends(remote));
  return before ?? own;
}

/** The id under which a connection joins the room. */
export const memberIdOf = ({ id, connection }: ParticipantView): string => `${id}~${connection?.incarnation ?? 0}`;

/**
 * Puts together who takes part (the service says so) and what is received of them (the gateway). Who is in the room but
 * not admitted is nobody: a clinician who only kept warm never shows.
 */
export class People {
  readonly #makeStream: (tracks: MediaStreamTrack[]) => MediaStream;
  readonly #streams = new Map<string, { tracks: readonly MediaStreamTrack[]; stream: MediaStream }>();

  constructor(makeStream: (tracks: MediaStreamTrack[]) => MediaStream) {
    this.#makeStream = makeStream;
  }

  list(visit: VisitView, remotes: readonly RemoteMedia[], seen: Seen | null): readonly Person[] {
    return visit.participants
      .filter((participant) => participant.id !== visit.self && participant.admission === 'admitted')
      .map((participant) => {
        const remote = remoteOf(participant, remotes, seen);
        const told = seen?.stateOf(remote?.memberId ?? memberIdOf(participant)) ?? null;
        const sendsVideo = remote !== undefined && (seen?.isActive(remote.video) ?? false);
        const sendsAudio = remote !== undefined && (seen?.isActive(remote.audio) ?? false);
        return {
          participant,
          present: participant.connection?.present ?? false,
          stream: remote ? this.#stream(participant.id, remote) : this.#last(participant),
          sendsAudio,
          sendsVideo,
          camera: told?.camera ?? (sendsVideo ? 'on' : 'unknown'),
          microphone: told?.microphone ?? 'unknown',
        };
      });
  }

  forget(): void {
    this.#streams.clear();
  }

  #stream(id: string, { audio, video }: RemoteMedia): MediaStream | null {
    const tracks = [audio, video].filter((track) => track !== null);
    if (tracks.length === 0) return null;
    const known = this.#streams.get(id);
    // The tracks themselves, not their ids: after a new join Janus gives new tracks the same ids.
    if (known?.tracks.length === tracks.length && known.tracks.every((track, i) => track === tracks[i]))
      return known.stream;
    const stream = this.#makeStream(tracks);
    this.#streams.set(id, { tracks, stream });
    return stream;
  }

  /** While the link mends itself the last picture stays. */
  #last(participant: ParticipantView): MediaStream | null {
    return this.#streams.get(participant.id)?.stream ?? null;
  }
}
