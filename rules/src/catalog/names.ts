/**
 * The weakest evidence: what a name alone suggests. A name never makes a
 * certain finding. Every pattern is tested against one identifier, without its
 * `#`; a method's receiver is tested by its last name (`this.clients.redis`
 * by `redis`, `getRedis()` by `getRedis`).
 */

/**
 * A receiver that is probably a shared cache: `redis`, `redisClient`,
 * `cacheManager`, `cacheService`, `userCache`, `kv`, `getRedis`.
 * Sessions, rate limiters and the browser's caches are not among them.
 */
export const cacheReceiver =
  /^(?:(?:get|use|create)?(?:redis|cache|kv|memcached?|keydb|valkey|dragonfly)(?:s|Client|Clients|Manager|Service|Provider|Store|Storage|Repository|Repo|Helper|Util|Utils|Connection|Instance|Adapter|Gateway|Layer|DB|Db)?|lru|memo|(?:\w+(?:Cache|Redis|Kv|KV|LRU|Lru))(?:Client|Manager|Service|Provider|Store)?|\w+_(?:cache|redis)|(?:REDIS|CACHE|KV)(?:_CLIENT)?)$/u;

/** Receivers that look like a cache and hold no copy of anything: sessions, limits, locks. */
export const notCacheReceiver =
  /session|rate|limit|throttle|lock|mutex|token|otp|queue|cookie|header|http|browser|query/iu;

/** Words of a text that has to do with a shared cache; a file without any is not searched for one. */
export const cacheWords =
  /[rR]edis|REDIS|[cC]ach|CACHE|[mM]emcache|[kK]ey[dD][bB]|[vV]alkey|[dD]ragonfly|[kK]eyv|[iI]nvalidat|[eE]vict|(?:^|[^a-zA-Z])(?:kv|KV|lru|LRU)(?![a-z])|[a-z](?:Kv|KV|Lru|LRU)(?![a-z])/u;

/** Code that uses a shared cache: a call on something named like one, or of something that is named so. */
export const cacheCall =
  /(?:redis|cache|memcached?|keydb|valkey|dragonfly|keyv|\bkv|\blru|Kv|KV|Lru|LRU)\w*(?:\([^()]{0,200}\))?[!?]?(?:\s*\.\s*\w+[!?]?){0,3}\s*\.\s*#?\w+\s*[(<]|(?:cache|redis|invalidat|evict|bust|purge)\w*\s*[(<]|@\w*(?:cache|redis)|\b(?:remember|getOr\w+|readThrough|loadThrough|memoi[sz]e\w*|swr)\s*[(<]/i;

/** Functions that may take cached values away, or tell others to: what was not followed may do so. */
export const mayInvalidate =
  /cache|redis|invalidat|evict|purge|bust|revalidat|flush|refresh|^(?:clear|forget|expire|emit|publish|dispatch|notify|trigger|sync)/iu;

/** Files that are not part of the running service: tests, mocks, stories. */
export const notServiceFile =
  /(?:^|[/._-])(?:tests?|specs?|mocks?|__tests__|__mocks__|e2e|fixtures?|stories|storybook|bench(?:marks?)?)(?:[/._-]|$)/iu;

/** Tests, stories and declarations by their names: nothing in them runs beside anything else. */
export const testFile =
  /(?:[.-](?:test|spec|e2e(?:-\w+)?|stories|d)\.[cm]?[jt]sx?$)|[/\\](?:__tests__|__mocks__|__fixtures__)[/\\]/u;

/** Words of keys whose record is kept in the cache alone: nothing else can be newer. */
export const cacheOnlyKey =
  /idempoten|session|\botp|nonce|csrf|rate-?limit|\block\b|cooldown|attempt/iu;

/** Methods of a probable cache that read a value by a key (the first argument). */
export const cacheRead =
  /^(?:m?get|hget|hgetall|hGet|hGetAll|mGet|has|exists|fetch|read|load|find|lookup|peek|retrieve|getItem|getValue|getKey|getJson|getJSON|getObject|getOne|getMany|(?:get|read|fetch|load|find|lookup|retrieve|try|check)\w*Cache[ds]?|get\w*(?:From|In|By)\w*Cache\w*|(?:get|read|fetch|load|retrieve)(?:Cache|Cached)\w*|(?:get|read|fetch)\w*(?:From|In)Redis|(?:get|read)Redis\w*|cacheGet|redisGet|fromCache|(?:read|get|load)Entry)$/u;

/** Methods that write a value (second argument) under a key (first). */
export const cacheWrite =
  /^(?:m?set|setex|setEx|psetex|pSetEx|hset|hSet|hmset|mSet|put|store|save|add|write|cache|setItem|setValue|setKey|setJson|setJSON|setObject|setWithTtl|setWithTTL|setWithExpiry|setWithExpire|setTTL|(?:set|save|store|put|write|update|populate|fill|add|push)\w*Cache[ds]?|(?:set|save|store|put|write|update|add)(?:Cache|Cached)\w*|(?:set|save|store|put|write|add)\w*(?:To|In|Into)(?:Cache|Redis)|(?:set|save|store)Redis\w*|cacheSet|cachePut|redisSet|toCache|(?:write|set|put|save|store)Entry|cache(?:Result|Value|Data|Response)\w*)$/u;

/** Methods that take a key (or a pattern) away. */
export const cacheDelete =
  /^(?:del|delete|unlink|remove|evict|expireMany|forget|bust|purge|clear|reset|flush|invalidate|hdel|hDel|mdel|deleteKeys?|delKeys?|removeKeys?|deleteMany|delMany|deletePattern|deleteByPattern|delByPattern|removeByPattern|clearByPattern|delWildcard|removeItem|deleteItem|cacheDel|cacheDelete|redisDel|(?:invalidate|bust|purge|evict|expire)\w+|(?:clear|delete|del|remove|reset|flush|drop)\w*Cache[ds]?\w*|(?:clear|delete|del|remove)\w*(?:From|In)(?:Cache|Redis))$/u;

/** Helpers that make cached entries void, by whatever means. */
export const invalidation = /^(?:invalidate|evict|purge|bust)(?![a-z])\w*$/u;

/**
 * A pattern that takes everything with a prefix away (`deleteByPattern`,
 * `clear`): what it hits is only known when the prefix is literal.
 */
export const cacheDeletePattern =
  /pattern|wildcard|prefix|^(?:clear|flush|reset|purge)(?:All|Cache)?$|startsWith/iu;

/**
 * Read-through helpers: key and loader among the arguments, in any order. On a
 * miss they load and set; the race, if any, is inside them.
 */
export const cacheLoad =
  /^(?:remember|rememberForever|getOr(?:Set|Load|Fetch|Compute|Cache|Put|Add)\w*|get\w+OrSet\w*|get\w*OrLoad|fetchOr(?:Set|Cache|Load)|with\w*Cache[d]?|wrap|wrapCache|cacheAside|cacheThrough|readThrough|loadThrough|memoi[sz]e\w*|swr|staleWhileRevalidate|cached|cachify|cacheable|cacheFn|cacheFunction|cacheResult|useCache|runCached|cacheOr\w+|fetchWithCache|getWithCache|loadWithCache|getThroughCache)$/u;

/** Decorators that put a cache around a method. */
export const cacheDecorator =
  /^(?:Cacheable|Cached|Cache|UseCache|CachedEntity|CacheResult|CacheResponse|Memoi[sz]e\w*|WithCache|RedisCache|CacheAside)$/u;

/** Functions whose awaited result is probably a copy of a stored fact. */
export const load =
  /^(?:find|get|load|fetch|list|query|select|count|read|search|retrieve|lookup|aggregate|resolve|scan|pull|download|collect|compute|calculate|build|exec|execute)(?![a-z])\w*$/u;

/**
 * Functions that make something new: a token minted on a miss has no other
 * copy that could be newer.
 */
export const mint =
  /^(?:create|generate|issue|sign|exchange|mint|make|new|random|nano|uuid|acquire|request|refresh|renew|authenticate|authorize|login|encrypt|hash|start|open|register|obtain)(?![a-z])\w*$|(?:Token|Otp|OTP|Nonce|Secret|Csrf|Challenge)s?$/u;

/** Functions that send something a person gets: mail, text, push. */
export const mail =
  /^(?:send|deliver|dispatch|queue)(?:[A-Z]\w*)?(?:E?-?[Mm]ail|EMail|Sms|SMS|Text|Push|Notification|Invite|Invitation|Receipt|Welcome|Reminder|Otp|OTP|Alert|Digest|Slack|Whatsapp|WhatsApp)s?(?:[A-Z]\w*)?$|^notify(?:[A-Z]\w*)?$|^(?:e?mail)(?:User|Customer|Admin|Team|Owner)\w*$/u;

/** Receivers whose `send` is mail-like: `mailer.send`, `emailService.sendWelcome`. */
export const mailReceiver =
  /^(?:\w*(?:[mM]ailer|[eE]mail|[mM]ail|[nN]otifier|[nN]otifications?|[sS]ms|[pP]ush)(?:Service|Client|Sender|Provider|Transport|er)?|transporter|transport|resend|sendgrid|sgMail|postmark|ses|twilio)$/u;

/** Functions that move money or change an account at a provider. */
export const charge =
  /^(?:charge|refund|payout|payOut|disburse|debit|withdraw)(?:[A-Z]\w*)?$|^(?:transfer|deposit|credit)$|^(?:transfer|deposit|credit|capture)(?:Payment|Charge|Funds|Money|Amount|Balance|Account|Wallet|Intent|Order)$|^(?:create|make|process|execute|initiate|send|issue|submit)\w*(?:Charge|Payment|Payout|Refund|Transfer|PaymentIntent|Invoice|Subscription)s?$/u;

/** Functions that hand a message or a job to others. */
export const publish =
  /^(?:emit|publish|enqueue|dispatch|trigger|produce|broadcast|addJob|addToQueue|sendToQueue|queueJob|scheduleJob|pushToQueue|sendMessage|sendEvent)$|^(?:publish|enqueue|dispatch|produce)(?![a-z])\w+$|^(?:emit|trigger|send|add|push|queue)\w*(?:Event|Job|Task|ToQueue|Message|Webhook)s?$/u;

/** Receivers whose `add`, `send` and `emit` go to a broker. */
export const publishReceiver =
  /^\w*(?:[qQ]ueue|[pP]roducer|[pP]ublisher|[bB]roker|[eE]ventBus|[mM]essageBus|[kK]afka|[rR]abbit\w*|[sS]qs|[sS]ns|[pP]ub[sS]ub|[nN]ats|[aA]mqp|[oO]utbox|natsClient|clientProxy)(?:Client|Service|Provider)?$/u;

/** Emitters inside the process and user interfaces: not redelivered, no dual write. */
export const inProcessEmitter =
  /^(?:(?:event)?emitter2?|events|eventEmitter|io|socket|sockets|ws|wss|server|gateway|namespace|room|logger|log|analytics|posthog|segment|mixpanel|telemetry|metrics|tracer|span|store|process)$/iu;

/** Wrappers that run a callback under a lock; whether across instances, the name does not say. */
export const lockWrapper =
  /^(?:with\w*(?:Lock|Mutex|Lease|Semaphore)|runExclusive|runWithLock|runLocked|lockAnd\w+|executeWithLock|acquireAndRun|synchroni[sz]ed?|exclusive|mutex|useLock|usingLock|withExclusive\w*)$/u;

/** Calls that take a lock and give it back later. */
export const lockAcquire =
  /^(?:acquire|acquireLock|tryLock|tryAcquire\w*|lock|getLock|obtainLock|takeLock)$/u;

/** Functions that say that whoever calls them holds a lock: `refreshUnderLock`. */
export const heldByCaller =
  /(?:Under|Within|In|Holding|With)(?:The|A)?(?:Lock|Lease|Mutex)(?:Held)?$|(?<!Un|un)Locked$|(?:^|\.)locked(?=[A-Z])/u;

/** Calls that ask whether a lock or a lease is still held: `canCommit`, `stillOwnsLease`. */
export const leaseCheck =
  /^(?:lease|lock|fence)|Lease|Lock|Fence|^(?:still|is|can|may|has)\w*(?:Owns\w*|Hold\w*|Held|Commit\w*|Leader)$/u;

/** Wrappers that run a callback in a database transaction. */
export const transactionWrapper =
  /^(?:\$?transaction|with\w*Transaction|withTx|withTrx|runInTransaction|runTransaction|inTransaction|inTx|transactional|executeTransaction|doInTransaction|useTransaction|startTransaction|unitOfWork|atomic|atomically)$/u;

/** Decorators that run the method in a transaction. */
export const transactionDecorator = /^Transaction(?:al)?$/u;

/** Steps whose result a framework keeps across retries: `step.run`, `ctx.run`, `io.runTask`. */
export const memoisedStep =
  /^(?:step\.(?:run|do|invoke)|io\.(?:runTask|\w+)|ctx\.(?:run|step|sideEffect)|context\.(?:run|call)|workflow\.step|runStep|withIdempotency)$/u;

/** Checks and claims that recognise a second delivery. Whether they do, their body decides. */
export const dedupGuard =
  /^(?:is|was|has|have|already|check|ensure)\w*(?:Processed|Handled|Seen|Duplicate[d]?|Consumed|Delivered|Idempoten\w*)$|^(?:alreadyProcessed|mark\w*(?:Processed|Handled|Seen|Consumed|Done)|(?:tryC|c)laim(?:Event|Message|Delivery|Job|Webhook|Processing|Once)?|dedup|deduplicate(?:Event|Message|Job|Webhook|Delivery)|idempotent\w*|makeIdempotent|withIdempotency\w*|checkIdempotency\w*|processOnce|runOnce|handleOnce)$/u;

/** Objects that keep rows: `userRepository`, `orderRepo`, `UserModel`, `cartDao`; the group is the entity. */
export const rowStore =
  /^(\w+?)(?:Repository|Repositories|Repo|Dao|DAO|DAL|Model|Entity|Collection|Mapper)$/u;

/** Methods of such an object that change rows. */
export const rowWrite =
  /^(?:update|save|insert|create|upsert|delete|remove|destroy|set|mark|add|increment|decrement|patch|replace|persist|restore|archive|softDelete|softRemove|bulkWrite|bulkCreate|findOneAnd(?:Update|Replace|Delete|Remove)|findById(?:And|Or)(?:Update|Delete|Remove))(?![a-z])\w*$/u;

/** Rows that record what happened: nobody caches them under the key of their subject. */
export const recordEntity =
  /log|audit|histor|event|activit|outbox|metric|analytic|webhook|job/iu;

/** Words of keys that hold one-time values and marks, not copies of rows. */
export const oneTimeKey =
  /token|verif|reset|confirm|invit|magic|challenge|captcha|2fa|mfa|black-?list|deny-?list|presence|online|socket|queue|\bjob|pending|progress|typing|dedup|\bseen|warn|count|limit|state|signup|sign-?up|register|login/iu;

/** Words of keys that hold the state of some work while it runs. */
export const workKey =
  /import|export|migrat|progress|\bjobs?\b|queue|batch|\btemp|\btmp|draft|cursor|checkpoint|\blast|latest|epoch|version|generation/iu;

/** Words of a key that holds the name of the version in use. */
export const pointerKey =
  /current|latest|active|pointer|\bhead\b|version|generation|epoch/iu;

/** Names of numbers that count seconds, and of those that count milliseconds. */
export const inSecondsName =
  /^sec(?:ond)?s?$|[a-z]Sec(?:ond)?s?$|_sec(?:ond)?s?$|_SEC(?:OND)?S?$/u;
export const inMillisecondsName =
  /^(?:ms|millis|milliseconds?)$|[a-z]M[sS]$|_ms$|_MS$|[mM]illi(?:second)?s?$/u;

/** Ids that name a whole tenant: equal ones do not tell that two records belong together. */
export const tenantId =
  /^_?(?:environment|env|organi[sz]ation|org|tenant|workspace|team|project|account|company|store|shop|site|app|realm)_?(?:id)?$/iu;

/** Calls that make the transaction's writes visible. */
export const commitCall = /^commit(?:Transaction)?$/u;

/** Wrappers whose callback runs once the transaction has committed. */
export const afterCommit = /(?:after|on|post)\w*commit|runOnCommit/iu;

/** Folders of code that a person runs once, with nobody beside it. */
export const oneOffFolder =
  /(?:^|\/)(?:(?:[\w-]+-)?scripts?|dev-server|playgrounds?|sandbox|(?:test|example|sample)-plugins|[\w-]*migrat(?:e|ions?)|seeds?|seeders?)\//iu;

/** Paths and files of routes that a provider calls again until it is answered. */
export const webhookPath =
  /(?:^|[/._-])(?:web-?hooks?|hooks|callbacks?|ipn|notify|stripe-events?)(?:[/._-]|$)/iu;

/** File names that look like webhooks and are React's or git's hooks. */
export const notWebhookPath =
  /(?:^|\/)(?:hooks\/use|\.husky|use[A-Z-])|\.tsx$|(?:^|\/)(?:auth|oauth|login|sso)\/(?:[^/]*\/)*callback/u;

/** Functions that handle a webhook by their name. */
export const webhookHandler =
  /^(?:handle|process|on|receive)\w*Webhook\w*$|^webhook(?:Handler)?$|^\w*Ipn$/u;

/** Base classes (or class names) whose handler method gets delivered messages. */
export const consumerClass =
  /(?:Listener|Consumer|Subscriber|MessageHandler|EventHandler|QueueHandler|QueueProcessor|Processor|Worker)$/u;

/** The handler methods of such a class. */
export const consumerMethod =
  /^(?:onMessage|handle|handleMessage|process|processMessage|consume|execute|onEvent|handleEvent|run)$/u;

/** In-process listeners (`...Gateway`, `...Emitter`) and browser workers are not among them. */
export const notConsumerClass =
  /^(?:Event|Socket|Ws|WebSocket|Service|Shared|Web)(?:Listener|Worker)$/u;

/** Classes of home-made jobs with a `run`, `process` or `execute`. */
export const jobClass = /(?:Job|Task|CronJob|ScheduledTask|Worker)$/u;

/** Functions that register a handler for messages: `subscribe("topic", fn)`, `consumeQueue`. */
export const subscribe =
  /^(?:consume\w*|subscribe(?:To)?\w*|onMessage|listenTo\w*|registerConsumer\w*|createConsumer\w*|createWorker\w*|registerWorker\w*|processQueue\w*|defineJob|createJob|registerJob)$/u;

/** Clients of a copy of the database that lags behind. */
export const replicaClient =
  /^(?:(?:read|ro|readonly|readOnly)(?:Db|DB|Prisma|Client|Pool|Knex|Sequelize|DataSource|Connection|Repository|Repo|Replica)?|\w*(?:[rR]eplica|REPLICA|[sS]lave)(?:s|Db|DB|Client|Pool|DataSource|Connection|Prisma)?|(?:db|prisma|pool|knex|sequelize)(?:Read|ReadOnly|Readonly|Ro|RO|Reader|Secondary)|reader(?:Db|DB|Client|Pool)?)$/u;

/** Keys that remember that somebody has written something just now. */
export const recentWriteKey =
  /(?:recent|last|just|after)[-_:]?(?:write|wrote|written|update|mutation)|read[-_]?your[-_]?(?:own[-_]?)?writes?|(?:use|pin|stick\w*)[-_:]?(?:to[-_:]?)?primary/iu;

/** Functions that wait for a time. */
export const pause =
  /^(?:sleep|delay|wait|pause|setTimeout|waitFor\w*|timeout)$/u;

/** Columns that hold the version of a row. */
export const versionColumn =
  /^(?:version|_version|__v|versionNumber|version_number|revision|rev|lockVersion|lock_version|rowVersion|row_version|etag|generation|optimisticLock|xmin)$/iu;

/** Columns that say how far a job has come: two runs from one place write the same. */
export const progressColumn =
  /^last_?\w*(?:At|_at|Date|_date|Time|Timestamp|Run|Id|_id|Sync\w*|Processed\w*)$|[cC]ursor|[wW]atermark|[cC]heckpoint/u;

/** Columns that hold where a row is in its life; a branch on them is a decision. */
export const stateColumn =
  /^(?:\w*[sS]tatus|\w*_status|state|\w+State|\w+_state|stage|phase|step|(?:is|has)[A-Z]\w*|(?:is|has)_\w+|(?!created|updated)\w+(?:At|_at)|active|enabled|disabled|locked|used|consumed|paid|published|archived|cancell?ed|completed|processed|verified|revoked)$/u;

/** Functions and methods that a framework calls by their names: nothing in the project need mention them. */
export const frameworkCalled =
  /^(?:default|main|run|start|up|down|perform|execute|invoke|process|handle\w*|on[A-Z]\w*|GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|loader|action|load|actions|handler|middleware|register|setup|apply|use|catch|intercept|transform|validate|canActivate|configure|bootstrap|get(?:ServerSide|Static|Initial)Props|generate(?:Metadata|StaticParams|Viewport|Sitemaps|ImageMetadata))$/u;

/** Objects of the platform whose `get`, `set` and `delete` reach no store that others share. */
export const hostObject =
  /^(?:console|Math|JSON|Object|Array|Promise|Date|Number|String|Reflect|Intl|window|document|navigator|history|location|localStorage|sessionStorage|headers|formData|cookies|cookieStore|classList|\w*[sS]earchParams|urlParams)$/u;

/** Methods that a framework runs once, when the program starts or ends. */
export const startHook =
  /^(?:onModuleInit|onModuleDestroy|onApplicationBootstrap|onApplicationShutdown|beforeApplicationShutdown|bootstrap)$/u;
