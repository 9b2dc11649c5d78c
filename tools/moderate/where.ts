import type { ChatKey } from '../../core/chats.ts'
import type { Community } from '../../core/community.ts'
import { PetrelError } from '../../core/errors.ts'
import type { ToolContext } from '../../core/tool.ts'
import type { Handles } from '../define.ts'

/** The community layer and the group that the command was given in. Throws PetrelError cannot_answer. */
export function where({ handles, asker }: Pick<ToolContext<Handles>, 'handles' | 'asker'>): { community: Community; chat: ChatKey } {
  if (handles.community && asker.place === 'group') return { community: handles.community, chat: { bot: asker.bot, chat: asker.chat } }
  throw new PetrelError('cannot_answer', {
    message: 'This works in a group on Telegram or Discord, where Petrel is an admin.',
    hint: 'Give the command in the group that it is about.',
  })
}
