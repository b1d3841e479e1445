import { ref } from 'vue'

/** The case that this person was last at, so that what is found elsewhere can be joined to it. Forgotten with the page. */
export const caseAtHand = ref<string>()
