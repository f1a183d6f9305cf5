/** Header lines that let a cache between server and reader keep an answer. */

/** Headers that say how long; those of a content network concern shared caches alone. */
export const cacheHeader =
  /^(?:(?:\w+-)?cdn-)?cache-control$|^surrogate-control$/iu;

/** Headers that only shared caches read. */
export const sharedCacheHeader =
  /^(?:\w+-)?cdn-cache-control$|^surrogate-control$/iu;

/** Directives by which a shared cache may answer somebody else with it. */
export const sharedDirective =
  /(?:^|[\s,])(?:public|s-maxage\s*=\s*[1-9$]\S*|stale-while-revalidate\s*=)/iu;

/** Directives that keep it with its reader, or ask the server again each time. */
export const unsharedDirective =
  /(?:^|[\s,])(?:private|no-store|no-cache|must-understand)\b|s-maxage\s*=\s*0(?!\d)/iu;

/** Parts of a request that, when listed in `Vary`, keep readers apart. */
export const readerHeader = /cookie|authorization|\*/iu;
