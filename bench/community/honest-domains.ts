/**
 * Well-known honest domains, written down before the rules were measured on them: the most visited sites, and where people who talk
 * about crypto go, fan sites and newsletters that bear a project's name included.
 */
export const HONEST_DOMAINS: readonly string[] = `
google.com youtube.com facebook.com instagram.com x.com twitter.com wikipedia.org reddit.com amazon.com yahoo.com bing.com
baidu.com yandex.ru vk.com mail.ru ok.ru qq.com weibo.com taobao.com bilibili.com zhihu.com csdn.net naver.com daum.net rakuten.co.jp
linkedin.com netflix.com twitch.tv tiktok.com pinterest.com ebay.com paypal.com stripe.com microsoft.com live.com office.com apple.com
icloud.com adobe.com dropbox.com zoom.us slack.com notion.so figma.com canva.com trello.com atlassian.com wordpress.org medium.com
substack.com tumblr.com blogger.com quora.com stackoverflow.com stackexchange.com github.com gitlab.com bitbucket.org npmjs.com pypi.org
crates.io docker.com kubernetes.io debian.org ubuntu.com archlinux.org mozilla.org cloudflare.com fastly.com digitalocean.com
heroku.com vercel.com netlify.com nytimes.com washingtonpost.com theguardian.com bbc.co.uk bbc.com cnn.com reuters.com bloomberg.com wsj.com
ft.com economist.com forbes.com businessinsider.com cnbc.com lemonde.fr elpais.com spiegel.de asahi.com habr.com lenta.ru hurriyet.com.tr
vnexpress.net tuoitre.vn imdb.com spotify.com soundcloud.com vimeo.com booking.com airbnb.com tripadvisor.com uber.com walmart.com target.com
etsy.com aliexpress.com alibaba.com shopify.com ikea.com weather.com accuweather.com archive.org arxiv.org nature.com sciencedirect.com
researchgate.net springer.com mit.edu stanford.edu harvard.edu ox.ac.uk cam.ac.uk ethz.ch nih.gov nasa.gov europa.eu un.org who.int
duolingo.com khanacademy.org coursera.org udemy.com w3schools.com developer.mozilla.org caniuse.com telegram.org discord.com whatsapp.com
signal.org matrix.org mastodon.social steampowered.com epicgames.com roblox.com minecraft.net chess.com lichess.org speedtest.net
ethereum.org ethereum-magicians.org ethresear.ch eips.ethereum.org blog.ethereum.org ethglobal.com ethcc.io devcon.org ethstaker.cc
ethdenver.com weekinethereumnews.com etherscan.io docs.etherscan.io beaconcha.in ethernodes.org solidity-docs.readthedocs.io
docs.soliditylang.org remix.ethereum.org hardhat.org getfoundry.sh book.getfoundry.sh openzeppelin.com viem.sh wagmi.sh ethers.org
web3js.readthedocs.io metamask.io docs.metamask.io support.metamask.io portfolio.metamask.io uniswap.org app.uniswap.org docs.uniswap.org
gov.uniswap.org blog.uniswap.org uniswapfoundation.org sushi.com curve.fi resources.curve.fi balancer.fi aave.com app.aave.com
compound.finance makerdao.com sky.money lido.fi rocketpool.net frax.finance gmx.io dydx.exchange synthetix.io yearn.fi convexfinance.com
pancakeswap.finance 1inch.io cow.fi matcha.xyz paraswap.io kyberswap.com velodrome.finance aerodrome.finance traderjoexyz.com maverick.xyz
opensea.io blur.io rarible.com magiceden.io zora.co foundation.app superrare.com coingecko.com coinmarketcap.com defillama.com dune.com
nansen.ai arkhamintelligence.com tokenterminal.com l2beat.com messari.io glassnode.com cryptoquant.com santiment.net dexscreener.com
dextools.io geckoterminal.com tradingview.com coindesk.com cointelegraph.com theblock.co decrypt.co blockworks.co thedefiant.io bankless.com
unchainedcrypto.com rekt.news milkroad.com cryptopanic.com cryptoslate.com bitcoin.org bitcoinmagazine.com bitcointalk.org
blockstream.info mempool.space lightning.network solana.com explorer.solana.com solscan.io phantom.app solflare.com jup.ag raydium.io orca.so
polygon.technology arbitrum.io optimism.io base.org zksync.io starknet.io linea.build scroll.io mantle.xyz celo.org gnosis.io avax.network
near.org cosmos.network polkadot.network cardano.org stellar.org xrpl.org tezos.com algorand.com hedera.com ton.org tron.network
binance.com coinbase.com kraken.com kucoin.com bybit.com okx.com bitfinex.com bitstamp.net gemini.com crypto.com gate.io htx.com mexc.com
bitget.com deribit.com blockchain.com trezor.io ledger.com shop.ledger.com keystone.com safe.global app.safe.global rabby.io rainbow.me zerion.io
zapper.xyz debank.com argent.xyz trustwallet.com myetherwallet.com mycrypto.com walletconnect.network revoke.cash chainlist.org
snapshot.org tally.xyz boardroom.io gitcoin.co optimism-foundation.notion.site ens.domains unstoppabledomains.com ipfs.tech filecoin.io
arweave.org thegraph.com chain.link pyth.network infura.io alchemy.com quicknode.com ankr.com tenderly.co chainstack.com blockscout.com
sourcify.dev 4byte.directory evm.codes slither.io immunefi.com code4rena.com sherlock.xyz trailofbits.com certik.com peckshield.com
slowmist.com scamsniffer.io chainabuse.com forta.org walletguard.app ledgerinsights.com metabase.com openstreetmap.org openseamap.org
curveballmedia.com phantomjs.org kraken.io exodusbooks.com compound.com balancer.org rainbowkit.com argentina.gob.ar stargate.io
polygon.com optimism.com optimistic.etherscan.io lidodigital.com coinbasecloud.net coinbase.github.io uniswap.github.io metamask.github.io
binance.vision academy.binance.com uniswap.substack.com etherscan.freshdesk.com tron.network discordjs.guide telegraf.js.org telethon.dev`
  .trim()
  .split(/\s+/)
