import { words } from '@/i18n'
import { en } from './en'
import { zh } from './zh'

export const t = words('audit', zh, en)
