/**
 * Names around idempotency: how lookups, inserts, payments and outboxes are
 * called. Weak evidence, as in `names.ts`.
 */

/** Calls that look whether something is there. */
export const lookupName =
  /^(?:find|get|fetch|load|query|select|lookup|check|is|has|does|exists?|verify|read|search|count)(?![a-z])\w*$|\w(?:Exists?|Taken)$/u;

/** Calls that store a new record. */
export const insertName =
  /^(?:create|insert|add|save|register|store|persist)(?![a-z])\w*$/u;

/** What is left of a call's name when verb and condition are taken away: `User` of `findUserByEmail`. */
export function nounOf(name: string): string {
  return name
    .replace(/^(?:[a-z]+)(?=[A-Z_]|$)/u, "")
    .replace(/(?:By|With|For|From|Where|In)[A-Z]\w*$/u, "")
    .replace(
      /(?:Already)?(?:Exists?|Taken|InDb|Record|Async|OrNull|OrUndefined)$/u,
      "",
    )
    .replace(/^(?:If|One|New|First|Unique|Existing|Single)(?=[A-Z]|$)/u, "");
}

/** Objects that hold an entity's records: `userRepository`, `users`. */
export const holderSuffix =
  /(?:Repository|Repo|Service|Store|Dao|DAO|Model|Collection|Table|Manager|Gateway|Db|Queries)$/u;

/** In a failure handler: what databases call a violated unique key. */
export const duplicateError =
  /P2002|P2034|23505|11000|\b1062\b|ER_DUP|SQLITE_CONSTRAINT|uniqu|duplicat/iu;

/** Code that prepares data, with nobody beside it. */
export const preparationFile =
  /(?:^|\/)(?:scripts?|migrations?|seeds?|seeders?|fixtures?|factories|__tests__|tests?|e2e|spec|mocks?|__mocks__|bootstrap|setup)\/|(?:^|[/._-])(?:seed(?:er|s)?|migrat\w*|bootstrap|test|spec|e2e|fixtures?|setup)\.[cm]?[jt]sx?$|(?:^|\/)seed\w*\.[cm]?[jt]sx?$/iu;

/** Functions that prepare data when a service starts. */
export const preparationName =
  /^(?:seed|migrate|bootstrap|onModuleInit|onApplicationBootstrap|init|initialize|setup|ensure\w*(?:Admin|Default|Defaults|Roles?)|createDefault\w*|main|top level|backfill|import|sync)(?![a-z])/u;

/** Tables that hold messages until a relay has sent them. */
export const outboxName =
  /outbox|outgoing|event_?store|(?:pending|queued|scheduled)_?(?:events?|messages?|jobs?)|(?:message|event|job|task)_?queue/iu;

/** Messages that only tell somebody: losing one loses no fact. */
export const tellingName =
  /webhook|log|audit|analytic|usage|metric|telemetr|track|notif|slack|discord|realtime|socket|pusher|activity|cache|revalidat|invalidat|presence|progress|heartbeat|e-?mail|sms|\bpush/iu;

/** Tables and keys that remember what was done already. */
export const markerWord =
  /idempoten|processed|handled|dedup|duplicate|already|seen|(?:webhook|event|message)_?(?:log|receipt|deliver|id|key|event)|inbox|claimed|sent|notified|reported|once|done|delivered|(?:^|[:_])lock/iu;

/** Rows that stand for money or an order: a second one is paid or delivered. */
export const moneyEntity =
  /^(?:\w*order|\w*payment|charge|transaction|\w*transfer|payout|purchase|refund|withdrawal|deposit|topup|donation|point|credit|reward|bonus|ledger|booking|reservation)$/u;

/** Of these, records of another thing: a line, a status, a log. */
export const notMoneyEntity =
  /(?:sort|work|display|column|task|job|media|lesson|tab)order$|^(?:preorder|border|recorder)$/u;

/** Functions that a client's request for money or goods leads to. */
export const placingFunction =
  /^(?:create|place|submit|make|add|buy|purchase|checkout|pay|charge|refund|transfer|withdraw|with_?draw|deposit|top_?up|book|reserve|order|cancel|update|verif|execute|handle|handler|process|POST|new|donate|redeem|issue|send)/u;

/** Columns in which a caller's own id of its request stands. */
export const requestKeyColumn =
  /idempot|dedup|request_?id|external|nonce|client_?\w*id|reference|transaction_?id|payment_?(?:intent_?)?id|intent|checkout|session_?id|hash|signature|provider_?\w*id|stripe|paypal|order_?(?:number|no)|^_?id$|uuid/iu;

/** Addresses at which a POST moves money. */
export const chargeAddress =
  /paypal|\/(?:charges?|payments?|payouts?|transfers?|refunds?|checkout\/orders)(?:\/|$|\?)/iu;
