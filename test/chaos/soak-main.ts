/** npm run soak -- MINUTES: the soak at any length, with a line for every look. */
import { soak } from './soak.ts'

const minutes = Number(process.argv[2] ?? 30)
console.log(await soak({ minutes, log: console.log }))
