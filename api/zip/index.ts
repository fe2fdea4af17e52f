export { zipped, type ZippedFile } from './zipped.ts'
