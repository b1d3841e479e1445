import { words } from '@/i18n'
import { en } from './words.en'
import { zh } from './words.zh'

/** Sentences of the frame around every desk. */
export const t = words('shell', zh, en)
