/**
 * How handlers that something outside runs again are named and where they lie:
 * weak evidence, as in `names.ts`. Paths are the last segments of a file's.
 */

/** Webhook folders whose name says something else as well: there only a route counts. */
export const weakWebhookPath =
  /^(?!.*(?:web-?hook|\bipn\b|stripe-events?)).*(?:^|[/._-])(?:hooks|callbacks?|notify)(?:[/._-]|$)/iu;

/** Not webhooks: React's and git's hooks, and sign-in flows that a browser is sent through. */
export const notWebhookRoute =
  /(?:^|\/)(?:hooks\/use|\.husky|use[A-Z-])|(?:^|[/._-])(?:auth|oauth2?|login|sso|saml|oidc|google|github|slack)(?:[/._-].*)?callback|callback.*(?:^|[/._-])(?:auth|oauth2?|login|sso)(?:[/._-]|$)/u;

/** Functions about webhooks that are none: they send them or manage subscriptions. */
export const outboundFunction =
  /^(?:send|trigger|dispatch|deliver|fire|emit|create|register|delete|remove|update|upsert|get|list|find|fetch|test|verify|validate|parse|build|format|is|has|use|with|retry|enqueue|queue|add|map|to)(?![a-z])/u;

/** Folders of work that is done in the background. */
export const workPath =
  /(?:^|\/)(?:[\w.]+-)*(?:jobs?|job-handlers|workers?|processors?|crons?|tasks|consumers?|queues?|listeners|background|inngest|trigger|lambdas?)\//iu;

/** Routes that a scheduler or a queue calls. */
export const repeatedRoutePath =
  /(?:^|\/)(?:[\w.]+-)*(?:crons?|qstash|workers?|queues?|scheduled)\//iu;

/** Files whose exports are named after the HTTP methods they answer. */
export const routeFile = /(?:^|\/)route\.[cm]?[jt]sx?$/u;

/** Files that say so in their own name: `send-mail.job.ts`. */
export const handlerFile =
  /\.(?:handler|job|worker|consumer|processor|cron|task|subscriber|listener)\.[cm]?[jt]sx?$/iu;

/** The function of such a file that is run. */
export const handlerFunction =
  /^(?:run|handler|handle|process|execute|perform|work|consume|eachMessage|onMessage|main|job|worker|default)$|^(?:handle|process|consume|perform)[A-Z]\w*$/u;

/** Functions that a handler is given to: `withCron(fn)`, `defineJob({ handler })`, `consumeQueue(name, fn)`. */
export const handlerWrapper =
  /^(?:with|verify|create|define|register|make|add|use|on|handle|process|schedule)?\w*(?:Cron|Qstash|QStash|Upstash|SignatureAppRouter|WebhookHandler|WebhookSignature|Worker|Consumer|Subscriber|QueueProcessor|JobHandler|JobProcessor)(?:Route|Handler|Job|Task|Auth)?$|^(?:consume(?:Queue|Messages?|Events?|From\w*)?|subscribeTo\w*|defineJob|createJob|registerJob|defineTask|createTask|registerTask|scheduleJob|processQueue\w*|onMessage)$/u;

/** Calls whose answer is another one each time. */
export const randomSource =
  /^(?:randomUUID|uuid\w*|v[1-7]|nanoid|random\w*|getRandomValues|now|createId|cuid2?|ulid|ObjectId|(?:generate|new|make|create)\w*(?:Id|ID|Key|Token|Uuid|UUID|Number))$/u;

/** Words of a name that says something was done before. */
export const markerName =
  /(?:^|[^a-zA-Z])(?:processed|already|handled|duplicated?|dedup|idempoten|seen|exists|claim|claimed|sent|lock|locked|acquire|once|done|notified)(?![a-z])|(?:Processed|Already|Handled|Duplicate|Dedup|Idempoten|Seen|Exists|Claim|Sent|Lock|Acquire|Once|Notified)(?:$|[^a-z]|d|s|t)/u;

/** Columns that hold the message's own key. */
export const messageKeyColumn =
  /^(?:event|message|msg|delivery|idempotency|dedup|webhook|webhookEvent|stripeEvent|externalEvent)_?(?:id|key)$/iu;

/** Columns that usually are unique because another system's id stands in them. */
export const outsideKeyColumn =
  /^(?:\w*(?:event|message|external|idempotency|dedup|request|delivery|transaction|transfer|charge|refund|provider|checkout|subscription)|\w*(?:payment|paymentintent|payment_intent)|\w*stripe\w*|(?:stripe|checkout|payment)_?(?:session|invoice)|sessionid)_?(?:id|key|ref|reference)$|^slug$|^token$/iu;

/** Calls on the way to an effect that only look, tell or set up: what they do besides is not the handler's effect. */
export const asideCall =
  /^(?:get|find|load|list|assert|check|validate|is|has|parse|render|build|format|resolve|read|log|track|capture|report|identify|authenticate|authorize|verify|init|initialize|connect|close|shutdown|revalidate|purge|invalidate|alert|captureException|handleError|handleAndReturn\w*|logAndRespond|logger|debug|warn|error|ingest|record(?:Metric|Usage|Event|Click)?|sleep|refresh|login|createConnection|createChannel)(?![a-z])|(?:Telemetry|Analytics)(?![a-z])/u;

/** Queued to go on with the rest: the payload says from where. */
export const cursorField =
  /^(?:startingAfter|starting_after|cursor|nextCursor|offset|page|nextPage|batch(?:Number|Index)?|lastId|lastProcessedId|skip|after|pageToken)$/u;

/** Calls that hand something over, inside a function whose name says what. */
export const sendCall =
  /^(?:send|sendMail|deliver|dispatch|create|post|publish|push|request|execute|sendAsync)$/u;

/** Helpers whose name says what they hand over: their call is the effect, not what is inside. */
export const senderCall =
  /^(?:send|publish|fire|emit|enqueue|dispatch|notify|trigger|post|push|queue|produce|charge|refund|transfer|payout)(?![a-z])/u;

/** Calls and tables that keep a log of what ran: a second entry tells the truth. Audit logs are not among them. */
export const logName =
  /^(?!.*audit).*(?:logs?|logger|telemetry|traces?|metrics?|analytics|execution_?details?)(?:Route|Service|Repository)?$/iu;

/** Tables of webhooks that others registered here: code about them sends webhooks and receives none. */
export const ownWebhook =
  /^\w*webhooks?(?:_?(?:endpoint|subscription|config)s?)?$/iu;

/** Requests that ask, with POST because the question is long. */
export const lookupCall =
  /^(?:enrich|lookup|search|query|generate|embed|classify|extract|summari[sz]e|translate|analy[sz]e|convert|scrape|crawl|predict|detect|score|estimate|calculate|quote)(?![a-z])/u;
