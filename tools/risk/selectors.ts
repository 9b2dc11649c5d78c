import { toFunctionSelector } from 'viem'

/** Signatures that tokens commonly use for their powers: a function of the bytecode is named by them where its selector fits. */
const COMMON = `initialize(string,string,uint256,address) initialize() mint(address,uint256) mint(uint256) burn(address,uint256) burnFrom(address,uint256)
pause() unpause() setPaused(bool) blacklist(address) unblacklist(address) addBlacklist(address) removeBlacklist(address) setBlacklist(address,bool)
blacklistAddress(address,bool) setBot(address,bool) setBots(address[],bool) setBots(address[]) addBots(address[]) delBot(address) delBots(address[]) manageBots(address[],bool)
isBlacklisted(address,bool) blockBots(address[]) multiBlacklist(address[],bool) bulkBlacklist(address[],bool) setSellTax(uint256) setBuyTax(uint256) setTax(uint256) setTaxes(uint256,uint256)
setFee(uint256) setFees(uint256,uint256) setFees(uint256) setBuyFee(uint256) setSellFee(uint256) updateFees(uint256,uint256) updateBuyFees(uint256,uint256,uint256)
updateSellFees(uint256,uint256,uint256) setTaxFeePercent(uint256) setLiquidityFeePercent(uint256) setMaxTxPercent(uint256) setMaxTxAmount(uint256) setMaxWallet(uint256)
setMaxWalletSize(uint256) setMaxWalletAmount(uint256) setMaxTransactionAmount(uint256) setMaxTxnAmount(uint256) updateMaxTxnAmount(uint256) updateMaxWalletAmount(uint256) setLimits(uint256,uint256)
removeLimits() setTrading(bool) enableTrading() openTrading() setTradingEnabled(bool) tradingStatus(bool) setTradingOpen(bool) startTrading() launch() setMarket(address,bool) setSeller(address,bool)
setExempt(address,bool) excludeFromFee(address) includeInFee(address) excludeFromFees(address,bool) setExcludedFromFees(address,bool) setIsFeeExempt(address,bool) setIsTxLimitExempt(address,bool)
excludeFromMaxTransaction(address,bool) setAutomatedMarketMakerPair(address,bool) setPair(address) setUniswapPair(address) setRouter(address) updateUniswapV2Router(address) setCooldownEnabled(bool)
setCooldown(uint256) rebase(uint256) rebase(uint256,int256) setRebase(uint256) setIndex(uint256) setScale(uint256) upgradeTo(address) upgradeToAndCall(address,bytes) changeAdmin(address) setAntiBot(address) setAntiBotEnabled(bool)
setWhitelist(address,bool) addToWhitelist(address) setFeeReceivers(address,address) setMarketingWallet(address) setSwapEnabled(bool) lock(uint256) unlock() setDelay(uint256) setSellDelay(uint256)`

const names = new Map(COMMON.split(/\s+/).map((signature) => [toFunctionSelector(signature).slice(2), signature]))

/** "setSellTax(uint256)", or "0x1234abcd" for one that nobody here knows; "fallback" for none. */
export const functionName = (selector: string): string => (selector === '' ? 'fallback' : (names.get(selector) ?? `0x${selector}`))
