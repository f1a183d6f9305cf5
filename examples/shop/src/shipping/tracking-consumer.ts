import { Kafka } from "kafkajs";
import { prisma } from "../clients.js";

interface Tracking {
  readonly eventId: string;
  readonly shipmentId: string;
  readonly place: string;
}

const kafka = new Kafka({ brokers: ["localhost:9092"] });
const consumer = kafka.consumer({ groupId: "tracking" });

/** The carrier's event id is the row's key: the same event writes the same row. */
export async function consumeTracking(): Promise<void> {
  await consumer.connect();
  await consumer.subscribe({ topic: "tracking" });
  await consumer.run({
    eachMessage: async ({ message }) => {
      const tracking = JSON.parse(String(message.value)) as Tracking;
      await prisma.trackingEvent.upsert({
        where: { eventId: tracking.eventId },
        create: tracking,
        update: {},
      });
    },
  });
}
