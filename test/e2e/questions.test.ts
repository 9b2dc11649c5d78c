import { describeProgram } from './run.ts'

describeProgram('the program without a model', { PETREL_MODEL_NAME: 'none' })
