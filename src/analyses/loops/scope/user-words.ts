import type { Val } from '../../../facts/program/model.ts';
import { rootOf } from '../../../facts/program/parts.ts';
import { pathOf, type Unit } from '../program/unit.ts';

/** Words for what a program has many of, which come and go with people who use it. */
const SOMEBODY = /^(messages?|interactions?|rooms?|chats?|guilds?|members?|users?|players?|guests?|visitors?|sessions?|callback|inline|voice|invites?|reactions?|presence|typing|conversations?|meetings?|lobby|calls?|callers?|senders?|authors?|peers?|sockets?)$/;

const speaksOfSomebody = (name: string): boolean => name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase().split(/[^a-z]+/).some(word => SOMEBODY.test(word));

/** An event that comes for each message, guest or room: `messageCreate`, `room.join`, `messages.upsert`. */
export const isEventOfSomebody = (event: string): boolean => speaksOfSomebody(event);

/** A parameter that is one of many by its name: `meeting`, `room`. */
export const isSomebody = (name: string): boolean => /^_?(ws|web_?socket|socket|conn|connection|session|peer|meeting|room|guild|player|user|member|chat|conversation|lobby)$/i.test(name);

/** A key that a caller gives and that is somebody's: `userId`, `ctx.guildId`, `event.sender`. */
export function isKeyOfSomebody({ facts }: Unit, key: Val): boolean {
  const root = rootOf(key);
  const path = pathOf(key);
  return root.k === 'ref' && facts.decls[root.d]?.k === 'param' && path !== undefined && speaksOfSomebody(path);
}
