import { words } from '@/i18n'
import { en } from './words.en'
import { zh } from './words.zh'

/** Sentences of the operator's desk. */
export const t = words('intake', zh, en)
