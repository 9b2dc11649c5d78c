import type { Hex } from 'viem'
import type { BalancerKind, Exchange } from './exchange.ts'

/** Source: @uniswap/sdk-core, CHAIN_TO_ADDRESSES_MAP (v4PoolManagerAddress, v4StateView); a test holds the two to each other. */
const v4 = (manager: Hex, stateView: Hex): Exchange => ({ kind: 'uniswap-v4', dex: 'uniswap v4', manager, stateView })

/** Source: @curvefi/api 2.70, lib/constants/network_constants (stable_ng_factory, factory). */
const curve = (ng: Hex, plain: Hex): Exchange[] => [
  { kind: 'curve-stable', dex: 'curve', factory: ng, ng: true },
  { kind: 'curve-stable', dex: 'curve', factory: plain, ng: false },
]

interface Crypto {
  two: Hex
  three: Hex
  /** The first crypto factory, whose pools are not quoted twice in a route. */
  first?: Hex
  /** On Ethereum, pools of three coins and of the first factory also take the coin itself. */
  coinToo?: boolean
}

/** Source: @curvefi/api 2.65, lib/constants/network_constants (twocrypto_factory, tricrypto_factory, crypto_factory). */
const crypto = ({ two, three, first, coinToo = false }: Crypto): Exchange[] => [
  { kind: 'curve-crypto', dex: 'curve', factory: two, coins: 2, ng: true },
  { kind: 'curve-crypto', dex: 'curve', factory: three, coins: 3, ng: true, coinToo },
  ...(first ? [{ kind: 'curve-crypto' as const, dex: 'curve', factory: first, coins: 2 as const, ng: false, coinToo }] : []),
]

/** Balancer's vault has one address on every chain. Source: @balancer-labs/v2-deployments, tasks/20210418-vault. */
const VAULT: Hex = '0xba12222222228d8ba445958a75a0704d566bf2c8'

interface Factories {
  /** Factories of tasks 20220908-weighted-pool-v2 and 20230206-weighted-pool-v3. */
  weighted: readonly Hex[]
  /** Factories of tasks 20221122-composable-stable-pool-v2 and 20230206-composable-stable-pool-v3. */
  stable: readonly Hex[]
  /** WeightedPoolFactory and WeightedPool2TokensFactory of task 20210418-weighted-pool. */
  first?: readonly Hex[]
  pools?: readonly { address: Hex; makes: BalancerKind }[]
}

/** Source of the factories: @balancer-labs/v2-deployments 3.2, tasks' outputs by chain. */
const balancer = ({ weighted, stable, first = [], pools = [] }: Factories): Exchange => ({
  kind: 'balancer',
  dex: 'balancer v2',
  vault: VAULT,
  factories: [
    ...[...weighted, ...first].map((address) => ({ address, makes: 'balancer-weighted' as const })),
    ...stable.map((address) => ({ address, makes: 'balancer-stable' as const })),
  ],
  pools,
  plainPowers: first,
})

const VAULTS: Exchange = { kind: 'erc4626', dex: 'erc-4626' }

/** Weighted pools that carried orders of Ethereum's batch auctions in 2023, by what they held. */
const MAINNET_POOLS: readonly { address: Hex; makes: BalancerKind }[] = [
  '0x5c6ee304399dbdb9c8ef030ab642b10820db5600', // BAL 80, WETH 20
  '0xf4c0dd9b82da36c07605df83c8a416f11724d88b', // GNO 80, WETH 20
  '0xcfca23ca9ca720b6e98e3eb9b6aa0ffc4a5c08b9', // AURA, WETH
  '0xa6f548df93de924d73be7d25dc02554c6bd66db5', // WBTC, WETH
  '0x96646936b91d6b9d7d0c47c496afbf3d6ec7b6f8', // USDC, WETH
  '0xde8c195aa41c11a0c4787372defbbddaa31306d2', // COW, WETH
].map((address) => ({ address: address as Hex, makes: 'balancer-weighted' }))

const BY_CHAIN: Readonly<Record<number, readonly Exchange[]>> = {
  1: [
    v4('0x000000000004444c5dc75cb358380d2e3de08a90', '0x7ffe42c4a5deea5b0fec41c94c136cf115597227'),
    ...curve('0x6a8cbed756804b16e05e741edabd5cb544ae21bf', '0xb9fc157394af804a3578134a6585c0dc9cc990d4'),
    ...crypto({
      two: '0x98ee851a00abee0d95d08cf4ca2bdce32aeaaf7f',
      three: '0x0c0e5f2ff0ff18a3be9b835635039256dc4b4963',
      first: '0xf18056bbd320e96a48e3fbf8bc061322531aac99',
      coinToo: true,
    }),
    balancer({
      weighted: ['0xcc508a455f5b0073973107db6a878ddbdab957bc', '0x5dd94da3644ddd055fcf6b3e1aa310bb7801eb8b'],
      stable: ['0x85a80afee867adf27b50bdb7b76da70f1e853062', '0xdba127fbc23fb20f5929c546af220a991b5c6e01'],
      first: ['0x8e9aa87e45e92bad84d5f8dd1bff34fb92637de9', '0xa5bf2ddf098bb0ef6d120c98217dd6b141c74ee0'],
      pools: MAINNET_POOLS,
    }),
    VAULTS,
  ],
  10: [
    v4('0x9a13f98cb987694c9f086b1f5eb990eea8264ec3', '0xc18a3169788f4f75a170290584eca6395c75ecdb'),
    // Velodrome V2. Source: velodrome.finance, contracts (PoolFactory).
    {
      kind: 'solidly',
      dex: 'velodrome v2',
      factory: '0xf1046053aa5682b4f9a81b5481394da16be5ff5a',
    },
    ...curve('0x5eee3091f747e60a045a2e715a4c71e600e31f6e', '0x2db0e83599a91b508ac268a6197b8b14f5e72840'),
    ...crypto({ two: '0x98ee851a00abee0d95d08cf4ca2bdce32aeaaf7f', three: '0xc6c09471ee39c7e30a067952fcc89c8922f9ab53' }),
    balancer({
      weighted: ['0xad901309d9e9dbc5df19c84f729f429f0189a633', '0xa0dabebaad1b243bbb243f933013d560819eb66f'],
      stable: ['0x85a80afee867adf27b50bdb7b76da70f1e853062', '0xe2e901ab09f37884ba31622df3ca7fc19aa443be'],
      first: ['0xdae7e32adc5d490a43ccba1f0c736033f2b4efca', '0x0f3e0c4218b7b0108a3643cfe9d3ec0d4f57c54e'],
    }),
    VAULTS,
  ],
  56: [
    v4('0x28e2ea090877bf75740558f6bfb36a5ffee9e9df', '0xd13dd3d6e93f276fafc9db9e6bb47c1180aee0c4'),
    ...curve('0xd7e72f3615aa65b92a4dbdc211e296a35512988b', '0xefde221f306152971d8e9f181bfe998447975810'),
    ...crypto({
      two: '0x98ee851a00abee0d95d08cf4ca2bdce32aeaaf7f',
      three: '0xc55837710bc500f1e3c7bb9dd1d51f7c5647e657',
      first: '0xbd5fbd2fa58cb15228a9abdac9ec994f79e3483c',
    }),
    VAULTS,
  ],
  137: [
    v4('0x67366782805870060151383f4bbff9dab53e5cd6', '0x5ea1bd7974c8a611cbab0bdcafcb1d9cc9b3ba5a'),
    // QuickSwap V3. Source: docs.quickswap.exchange, technical reference of V3 (AlgebraFactory, Quoter).
    {
      kind: 'algebra',
      dex: 'quickswap v3',
      factory: '0x411b0facc3489691f28ad58c47006af5e3ab3a28',
      quoter: '0xa15f0d7377b2a0c0c10db057f641bed21028fc89',
    },
    ...curve('0x1764ee18e8b3cca4787249ceb249356192594585', '0x722272d36ef0da72ff51c5a65db7b870e2e8d4ee'),
    ...crypto({
      two: '0x98ee851a00abee0d95d08cf4ca2bdce32aeaaf7f',
      three: '0xc1b393efef38140662b91441c6710aa704973228',
      first: '0xe5de15a9c9bbedb4f5ec13b131e61245f2983a69',
    }),
    balancer({
      weighted: ['0x0e39c3d9b2ec765efd9c5c70bb290b1fcd8536e3', '0x82e4cfaef85b1b6299935340c964c942280327f4'],
      stable: ['0x85a80afee867adf27b50bdb7b76da70f1e853062', '0x7bc6c0e73edaa66ef3f6e2f27b0ee8661834c6c9'],
      first: ['0x8e9aa87e45e92bad84d5f8dd1bff34fb92637de9', '0xa5bf2ddf098bb0ef6d120c98217dd6b141c74ee0'],
    }),
    VAULTS,
  ],
  8453: [
    v4('0x498581ff718922c3f8e6a244956af099b2652b2b', '0xa3c0c9b65bad0b08107aa264b0f3db444b867a71'),
    // Aerodrome. Source: aerodrome.finance, contracts (PoolFactory).
    {
      kind: 'solidly',
      dex: 'aerodrome',
      factory: '0x420dd381b31aef6683db6b902084cb0ffece40da',
    },
    ...curve('0xd2002373543ce3527023c75e7518c274a51ce712', '0x3093f9b57a428f3eb6285a589cb35bea6e78c336'),
    ...crypto({
      two: '0xc9fe0c63af9a39402e8a5514f9c43af0322b665f',
      three: '0xa5961898870943c68037f6848d2d866ed2016bcb',
      first: '0x5ef72230578b3e399e6c6f4f6360edf95e83bbfd',
    }),
    VAULTS,
  ],
  42161: [
    v4('0x360e68faccca8ca495c1b759fd9eee466db9fb32', '0x76fd297e2d437cd7f76d50f01afe6160f86e9990'),
    ...curve('0x9af14d26075f142eb3f292d5065eb3faa646167b', '0xb17b674d9c5cb2e441f8e196a2f048a81355d031'),
    ...crypto({ two: '0x98ee851a00abee0d95d08cf4ca2bdce32aeaaf7f', three: '0xbc0797015fcfc47d9c1856639cae50d0e69fbee8' }),
    balancer({
      weighted: ['0x8df6efec5547e31b0eb7d1291b511ff8a2bf987c', '0xf1665e19bc105be4edd3739f88315cc699cc5b65'],
      stable: ['0x85a80afee867adf27b50bdb7b76da70f1e853062', '0x1c99324edc771c82a0dccb780cc7dda0045e50e7'],
      first: ['0x7dfdef5f355096603419239ce743bfaf1120312b', '0xcf0a32bbef8f064969f21f7e02328fb577382018'],
    }),
    VAULTS,
  ],
}

/** Exchanges of a chain beside the factories of its definition, by EIP-155 id. Only addresses that their authors' packages or pages name. */
export const exchangesOf = (chain: number): readonly Exchange[] => BY_CHAIN[chain] ?? []
