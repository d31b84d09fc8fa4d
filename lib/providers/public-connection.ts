import { connect, type Socket } from "node:net";
import { lookupPublic, requirePublicHost } from "./outbound-address";

/**
 * Opens a TCP connection to a host that somebody outside named: on the public internet, at the very address that was
 * looked at, or one that the installation lists.
 * @param target.privateHosts hosts, or `host:port`, that are connected to wherever they are.
 * @throws AddressRefused; other errors as Node gives them, one with the code ETIMEDOUT where nobody answered in time.
 */
export async function connectPublicly(target: {
  host: string;
  port: number;
  privateHosts: readonly string[];
  timeoutMilliseconds: number;
}): Promise<Socket> {
  const { port, privateHosts } = target;
  const host = target.host.toLowerCase().replace(/^\[|\]$/g, "");
  const isListed = privateHosts.some((entry) => entry === host || entry === `${host}:${port}`);
  if (!isListed) requirePublicHost(host);
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, ...(isListed ? {} : { lookup: lookupPublic }) });
    const timer = setTimeout(() => {
      socket.destroy(Object.assign(new Error("no answer in time"), { code: "ETIMEDOUT" }));
    }, target.timeoutMilliseconds);
    socket.on("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
    socket.once("connect", () => {
      clearTimeout(timer);
      resolve(socket);
    });
  });
}
