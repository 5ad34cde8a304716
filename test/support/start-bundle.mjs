/** Starts the built loopback host as the launcher does, with the options given as JSON. */
const { main } = await import('../../out/main/loopback.js')
process.exitCode = await main(JSON.parse(process.argv[2]))
