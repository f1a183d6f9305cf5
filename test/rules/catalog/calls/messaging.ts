/* eslint-disable @typescript-eslint/no-confusing-void-expression -- The calls are type-checked, never run. */
import type { ConfirmChannel, ConsumeMessage } from "amqplib";
import type { Consumer, Producer } from "kafkajs";

export function kafka(consumer: Consumer, producer: Producer): unknown[] {
  return [
    consumer.run({
      eachMessage: () => Promise.resolve(),
    }),
    consumer.run({ eachBatch: () => Promise.resolve() }),
    producer.send({ topic: "t", messages: [{ value: "v" }] }),
    producer.sendBatch({ topicMessages: [] }),
    consumer.connect(),
    consumer.disconnect(),
    consumer.subscribe({ topic: "t" }),
    consumer.commitOffsets([]),
    consumer.seek({ topic: "t", partition: 0, offset: "0" }),
    consumer.pause([]),
    consumer.resume([]),
  ];
}

export function amqp(
  channel: ConfirmChannel,
  message: ConsumeMessage,
): unknown[] {
  const body = Buffer.from("m");
  return [
    channel.consume("q", (one) => one),
    channel.publish("e", "key", body),
    channel.sendToQueue("q", body),
    channel.ack(message),
    channel.nack(message),
    channel.ackAll(),
    channel.reject(message),
    channel.prefetch(1),
    channel.assertQueue("q"),
    channel.assertExchange("e", "topic"),
    channel.bindQueue("q", "e", "key"),
    channel.deleteQueue("q"),
    channel.purgeQueue("q"),
    channel.close(),
    channel.cancel("tag"),
    channel.waitForConfirms(),
  ];
}
