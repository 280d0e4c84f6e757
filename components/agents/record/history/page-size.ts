/** The page prefetches what the list then asks for. */
export const historyPageSize = 20;
