import { reactive } from 'vue'

/** How many forms wait on this machine to be sent, over all desks of this browser tab. */
export const waiting = reactive({ count: 0 })
