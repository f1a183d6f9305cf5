import { prisma, redis } from "../clients.js";

/** Lists that the storefront needs for every page. */
export async function publishColours(): Promise<void> {
  const colours = await prisma.colour.findMany();
  // expect: require-cache-ttl certain
  await redis.set("colours", JSON.stringify(colours));
}

export async function publishSizes(): Promise<void> {
  const sizes = await prisma.size.findMany();
  // expect: require-cache-ttl certain
  await redis.hset("sizes", "all", JSON.stringify(sizes));
}

/** An hour, given apart from the value. */
export async function publishMaterials(): Promise<void> {
  const materials = await prisma.material.findMany();
  await redis.hset("materials", "all", JSON.stringify(materials));
  await redis.expire("materials", 3600);
}
