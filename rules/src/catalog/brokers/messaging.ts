import { at, call, nothing } from "../build.ts";
import type { Library } from "../entry.ts";

/**
 * KafkaJS, checked on 2.2.4.
 *
 * Negative facts: `idempotent: true` on the producer covers its own retries;
 * it deduplicates nothing for the consumer. Offsets are committed after the
 * handler, so a crash in between delivers the batch again.
 */
export const kafkajs: Library = {
  name: "kafkajs",
  packages: ["kafkajs", "@confluentinc/kafka-javascript"],
  checked: "2",
  role: "broker",
  typeNames: ["EachMessagePayload", "KafkaMessage"],
  calls: [
    call("run", {
      effect: "task",
      callback: at(0, "eachMessage"),
      otherCallback: at(0, "eachBatch"),
      delivery: "consumer",
      message: 0,
    }),
    call("send", {
      effect: "publish",
      channel: at(0, "topic"),
      payload: at(0, "messages"),
    }),
    call("sendBatch", { effect: "publish", payload: at(0, "topicMessages") }),
    nothing(
      "connect",
      "disconnect",
      "subscribe",
      "commitOffsets",
      "seek",
      "pause",
      "resume",
    ),
  ],
  messages: [
    { type: "EachMessagePayload", delivery: "consumer" },
    { type: "EachBatchPayload", delivery: "consumer" },
    { type: "KafkaMessage", delivery: "consumer" },
  ],
};

/**
 * amqplib, types checked on 0.10; amqp-connection-manager has the same channel.
 *
 * Negative facts: `messageId` deduplicates nothing by itself; `ack` after the
 * effect repeats it when the process stops in between, `noAck` loses it.
 */
export const amqplib: Library = {
  name: "amqplib",
  packages: ["amqplib", "amqplib/*", "amqp-connection-manager"],
  checked: "0.10",
  role: "broker",
  typeNames: ["ConsumeMessage", "ConfirmChannel", "ChannelWrapper"],
  calls: [
    call("consume", {
      effect: "task",
      callback: at(1),
      delivery: "consumer",
      message: 0,
    }),
    call("publish", { effect: "publish", channel: at(1), payload: at(2) }),
    call("sendToQueue", { effect: "publish", channel: at(0), payload: at(1) }),
    nothing(
      "ack",
      "nack",
      "ackAll",
      "reject",
      "prefetch",
      "assertQueue",
      "assertExchange",
    ),
    nothing(
      "bindQueue",
      "deleteQueue",
      "purgeQueue",
      "close",
      "cancel",
      "waitForConfirms",
    ),
  ],
  messages: [{ type: "ConsumeMessage", delivery: "consumer" }],
};

/** NestJS microservices, checked on 10 and 11 (by hand). */
export const nestMicroservices: Library = {
  name: "@nestjs/microservices",
  packages: ["@nestjs/microservices"],
  checked: "10 - 11",
  role: "broker",
  typeNames: ["ClientProxy", "ClientKafka", "ClientRMQ"],
  calls: [
    call(["emit", "send"], {
      effect: "publish",
      channel: at(0),
      payload: at(1),
    }),
    nothing("connect", "close", "subscribeToResponseOf"),
  ],
  decorators: [
    { decorator: "EventPattern", delivery: "consumer" },
    { decorator: "MessagePattern", delivery: "consumer" },
    { decorator: "GrpcMethod", delivery: "request" },
  ],
  messages: [
    { type: "RmqContext", delivery: "consumer" },
    { type: "KafkaContext", delivery: "consumer" },
  ],
};

/** @golevelup/nestjs-rabbitmq and its siblings, checked on 5 and 6 (by hand). */
export const golevelup: Library = {
  name: "@golevelup/nestjs-rabbitmq",
  packages: [
    "@golevelup/nestjs-rabbitmq",
    "@golevelup/nestjs-google-cloud-pubsub",
  ],
  checked: "5 - 6",
  role: "broker",
  typeNames: ["AmqpConnection"],
  calls: [
    call(["publish", "request"], {
      effect: "publish",
      channel: at(1),
      payload: at(2),
    }),
  ],
  decorators: [
    { decorator: "RabbitSubscribe", delivery: "consumer" },
    { decorator: "RabbitRPC", delivery: "consumer" },
  ],
};

/**
 * In-process emitters: not redelivered, and no publish to the outside.
 * @nestjs/event-emitter is checked on 2 and 3, sockets by hand.
 */
export const emitters: Library = {
  name: "event emitter",
  packages: [
    "@nestjs/event-emitter",
    "eventemitter2",
    "events",
    "node:events",
    "socket.io",
  ],
  role: "framework",
  typeNames: ["EventEmitter2"],
  calls: [
    nothing(
      "emit",
      "emitAsync",
      "to",
      "in",
      "broadcast",
      "removeListener",
      "off",
    ),
  ],
  decorators: [
    { decorator: "OnEvent", delivery: "event" },
    { decorator: "SubscribeMessage", delivery: "event" },
  ],
};
