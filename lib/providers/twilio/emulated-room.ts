import type { Destination } from "../emulation/destination";

/** Somebody in a conference, and what becomes of them there. */
interface Guest {
  /** What is told when the conference begins, where they were the first to come. */
  start(): void;
  /** Who they are; null for the caller. */
  person: Destination | null;
  meets(person: Destination): void;
}

interface Member extends Guest {
  startsOnEnter: boolean;
  endsOnExit: boolean;
  leave(): void;
}

interface Room {
  members: Set<Member>;
  hasStarted: boolean;
}

/** Conferences by name: they open when two are in and one of them opens it, and end when one leaves who ends it. */
export class Rooms {
  readonly #rooms = new Map<string, Room>();

  /** Takes somebody in. @returns when they are out, and how to take them out. */
  enter(
    name: string,
    how: { startsOnEnter: boolean; endsOnExit: boolean },
    guest: Guest,
  ): { isOver: Promise<void>; leave(): void } {
    const room: Room = this.#rooms.get(name) ?? { members: new Set(), hasStarted: false };
    this.#rooms.set(name, room);
    let resolve: () => void = () => undefined;
    const isOver = new Promise<void>((done) => {
      resolve = done;
    });
    const member: Member = { ...how, ...guest, leave: () => resolve() };
    room.members.add(member);
    this.#open(room);
    return { isOver, leave: () => this.#leave(name, room, member) };
  }

  #open(room: Room): void {
    const members = [...room.members];
    if (room.hasStarted || members.length < 2 || !members.some((one) => one.startsOnEnter)) return;
    room.hasStarted = true;
    members[0]?.start();
    for (const one of members)
      for (const other of members) if (other !== one && other.person) one.meets(other.person);
  }

  #leave(name: string, room: Room, member: Member): void {
    if (!room.members.delete(member)) return;
    member.leave();
    if (!member.endsOnExit && room.members.size > 0) return;
    this.#rooms.delete(name);
    const others = [...room.members];
    room.members.clear();
    for (const other of others) other.leave();
  }
}
