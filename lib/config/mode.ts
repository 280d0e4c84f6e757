/** True only under `npm run dev`: Next always builds and starts with NODE_ENV=production. */
export const isDevelopment = process.env["NODE_ENV"] === "development";
