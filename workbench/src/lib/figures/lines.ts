/** Lines of the network drawn at most, the thickest: more make a tangle, and without a GPU they take seconds. */
export const LINES = 500
