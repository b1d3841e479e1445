import { words } from '@/i18n'
import { en } from './words.en'
import { zh } from './words.zh'

/** Sentences of the door. */
export const t = words('signIn', zh, en)
