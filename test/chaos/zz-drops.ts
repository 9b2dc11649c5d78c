import { discordDrops } from './discord-chaos.ts'
const t = Date.now()
console.log(await discordDrops({ drops: Number(process.argv[2]), seed: Number(process.argv[3]) }), Date.now() - t)
