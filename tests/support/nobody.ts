/**
 * Where nobody listens: a port that no server is given by chance, as a freed one may be, and that fetch does not refuse
 * by itself, as it does 1, 7 and 9.
 */
export const NOBODY_THERE = "http://127.0.0.1:2";
