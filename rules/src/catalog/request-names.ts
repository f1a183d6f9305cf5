/**
 * How handlers of requests, what they are given and who asks are named: weak
 * evidence, as in `names.ts`.
 */

/** Functions that write what a request sends over what is stored. */
export const updateFunction =
  /^(?:update|edit|patch|put|modify|replace)(?:$|[A-Z_]\w*$)|^handle(?:PUT|PATCH|Put|Patch|Update|Edit)(?:$|[A-Z]\w*$)/u;

/** Updates that nobody edits: counters, positions, caches, times of the last use. */
export const bookkeeping =
  /(?:Count|Counts|Total|Totals|Stats|Usage|Cache|Index|Timestamp|LastSeen|LastUsed|LastActive|Heartbeat|Progress|Cursor|Token|Tokens|Session|Password|Attempts)$/u;

/** Members of a request that hold what its sender wrote. */
export const requestBody = /^(?:body|input|rawInput|validatedBody)$/u;

/** Calls on a request that read what its sender wrote. */
export const readsRequestBody =
  /^(?:json|formData|valid|parseBody|readBody|readValidatedBody)$/u;

/** Parameters that carry it on: `data`, `dto`, `updateUserDto`. */
export const requestArgument =
  /^(?:(?:new|update[ds]?|edit|patch)?(?:data|dto|input|body|payload|values|fields|changes|updates?|attrs|attributes|patch)|\w+(?:Data|Dto|DTO|Input|Body|Payload|Updates?|Changes))$/u;

/** A request's precondition: the header of the version that its sender has seen. */
export const preconditionHeader = /^if-(?:match|unmodified-since)$/iu;

/** Members of a request or a context that say who asks. */
export const identityMember =
  /^(?:user|userId|currentUser|session|auth|authUser|account|accountId|principal|viewer|identity|claims|jwtPayload)$/u;

/** Headers and members that carry it in. */
export const identityHeader = /^(?:authorization|cookie)$/iu;

/** Calls that answer who asks. */
export const identityCall =
  /^(?:(?:get|require|ensure|assert|fetch|load|validate|verify|check|authenticate|authorize|current|with)?(?:Server|Current|Auth|Authenticated|Logged[iI]n|Request|Active|Api)*(?:Session|User|Auth|Identity|Viewer|Principal)(?:From\w+|OrThrow|OrRedirect|Or401|Id|WithTeam)?|auth|authenticate|authorize|requireAuth|isAuthenticated|getUserId|verifyToken|verifyJwt|verifyIdToken|verifyAccess\w*|throwIfNo\w*Access)$/u;

/** Rows that belong to one person, who alone changes them. */
export const ownRecord =
  /user|profile|account|preference|setting|member|notificationSetting/iu;

/** Fields of which the last value must not win by chance. */
export const countedField =
  /(?:count|total|sum|balance|amount|quantity|qty|stock|inventory|price|cost|cents|rate|fee|discount|credits?|points?|limit|quota|budget)$/iu;
