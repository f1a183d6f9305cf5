import { at, call, made, nothing, on } from "../build.ts";
import type { Library } from "../entry.ts";

/**
 * SQS through the AWS SDK v3, checked on 3 (by hand).
 *
 * Negative facts: `MessageDeduplicationId` counts for FIFO queues only and for
 * five minutes; standard queues deliver at least once. A handler longer than
 * the visibility timeout runs twice.
 */
export const sqs: Library = {
  name: "sqs",
  packages: ["@aws-sdk/client-sqs", "sqs-consumer", "sqs-producer"],
  checked: "3",
  role: "broker",
  calls: [
    made(["SendMessageCommand"], {
      effect: "publish",
      channel: at(0, "QueueUrl"),
      payload: at(0, "MessageBody"),
      dedup: [at(0, "MessageDeduplicationId")],
    }),
    made(["SendMessageBatchCommand"], {
      effect: "publish",
      channel: at(0, "QueueUrl"),
      payload: at(0, "Entries"),
    }),
    call("sendMessage", {
      effect: "publish",
      channel: at(0, "QueueUrl"),
      payload: at(0, "MessageBody"),
      dedup: [at(0, "MessageDeduplicationId")],
    }),
    on(
      ["Consumer"],
      call("create", {
        effect: "task",
        callback: at(0, "handleMessage"),
        delivery: "consumer",
        message: 0,
      }),
    ),
    nothing("send"),
  ],
};

/** SNS and EventBridge, checked on 3 (by hand): at least once to each subscriber. */
export const awsEvents: Library = {
  name: "sns and eventbridge",
  packages: [
    "@aws-sdk/client-sns",
    "@aws-sdk/client-eventbridge",
    "@aws-sdk/client-kinesis",
  ],
  checked: "3",
  role: "broker",
  calls: [
    made(["PublishCommand"], {
      effect: "publish",
      channel: at(0, "TopicArn"),
      payload: at(0, "Message"),
      dedup: [at(0, "MessageDeduplicationId")],
    }),
    made(
      [
        "PublishBatchCommand",
        "PutEventsCommand",
        "PutRecordCommand",
        "PutRecordsCommand",
      ],
      {
        effect: "publish",
        payload: at(0),
      },
    ),
    nothing("send"),
  ],
};

/** What Lambda hands to a handler; asynchronous sources retry, queues redeliver. */
export const lambda: Library = {
  name: "aws-lambda",
  packages: ["aws-lambda", "@types/aws-lambda"],
  checked: "8",
  role: "framework",
  calls: [],
  messages: [
    { type: "SQSEvent", delivery: "consumer" },
    { type: "SQSRecord", delivery: "consumer" },
    { type: "SQSHandler", delivery: "consumer" },
    { type: "SQSBatchResponse", delivery: "consumer" },
    { type: "SNSEvent", delivery: "consumer" },
    { type: "SNSHandler", delivery: "consumer" },
    { type: "EventBridgeEvent", delivery: "consumer" },
    { type: "EventBridgeHandler", delivery: "consumer" },
    { type: "DynamoDBStreamEvent", delivery: "consumer" },
    { type: "DynamoDBStreamHandler", delivery: "consumer" },
    { type: "KinesisStreamEvent", delivery: "consumer" },
    { type: "S3Event", delivery: "consumer" },
    { type: "S3Handler", delivery: "consumer" },
    { type: "ScheduledEvent", delivery: "cron" },
    { type: "ScheduledHandler", delivery: "cron" },
    { type: "APIGatewayProxyEvent", delivery: "request" },
    { type: "APIGatewayProxyEventV2", delivery: "request" },
  ],
};

/**
 * @google-cloud/pubsub, checked on 4 (by hand).
 *
 * Negative facts: exactly-once delivery is for pull subscriptions only.
 */
export const pubsub: Library = {
  name: "@google-cloud/pubsub",
  packages: ["@google-cloud/pubsub", "@google-cloud/tasks"],
  checked: "4",
  role: "broker",
  calls: [
    call("on", {
      effect: "task",
      callback: at(1),
      delivery: "consumer",
      message: 0,
    }),
    call(["publishMessage", "publish", "publishJSON"], {
      effect: "publish",
      payload: at(0),
    }),
    call("createTask", {
      effect: "publish",
      payload: at(0, "task"),
      dedup: [at(0, "task.name")],
    }),
    nothing("ack", "nack", "close"),
  ],
};
