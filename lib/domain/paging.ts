/** One page of a list and how many rows there are in all. */
export interface Page<T> {
  items: T[];
  total: number;
  page: number;
  limit: number;
}

/** Pages count from 1. */
export interface PageInput {
  page: number;
  limit: number;
}

/** Rows to pass over before a page. */
export const offsetOf = ({ page, limit }: PageInput): number => (page - 1) * limit;
