import { type Door, openDoor } from '../chain/warehouse/door.ts'
import type { Shutdown } from '../core/shutdown.ts'
import { forgetCatalog } from '../tools/sql/catalog.ts'
import type { ChainParts } from './services.ts'

/** Opens the running server's warehouse to the command line beside it: `petrel import` and `petrel abi` read files there and write here. */
export async function openWarehouseDoor(
  { chains, warehouse }: Pick<ChainParts, 'chains' | 'warehouse'>,
  { key, shutdown }: { key: string; shutdown: Shutdown },
): Promise<Door> {
  const door = await openDoor({
    warehouse,
    chains: chains.all,
    key,
    onWrite: (tables) => {
      if (tables.includes('abi_events')) forgetCatalog(warehouse)
    },
  })
  shutdown.onStop('warehouse door', () => door.close())
  return door
}
