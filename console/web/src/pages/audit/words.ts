import { words } from '@/i18n'
import { en } from './en'
import { zh } from './zh'

export const t = words('audit', zh, en)

/** What an operation is called; one that has no words yet keeps its own name. */
export function operation(id: string): string {
  return id in zh.operation ? t(`operation.${id as keyof typeof zh.operation}`) : id
}
