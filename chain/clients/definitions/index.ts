import type { ChainDefinition } from '../chains.ts'
import { arbitrum } from './arbitrum.ts'
import { base } from './base.ts'
import { bnb } from './bnb.ts'
import { demo } from './demo.ts'
import { ethereum } from './ethereum.ts'
import { optimism } from './optimism.ts'
import { polygon } from './polygon.ts'

/** The chains that Petrel knows. To add one: a file beside this, a line here, a row in docs/chains.md. */
export const DEFINITIONS: readonly ChainDefinition[] = [demo, ethereum, base, arbitrum, optimism, polygon, bnb]
