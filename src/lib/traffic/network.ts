// Which network an address belongs to: what one household or one office can change is not told apart.
import { isIPv6, SocketAddress } from 'node:net';

const prefixGroups = 4;

/** The address itself for IPv4 (mapped into IPv6 or not), the /64 for IPv6; what is no address stands for itself. */
export function networkOf(address: string): string {
  const [bare = ''] = address.split('%');
  if (!isIPv6(bare)) return bare;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1];
  if (mapped !== undefined) return mapped;
  return `${groupsOf(bare).slice(0, prefixGroups).join(':')}::/64`;
}

function groupsOf(address: string): string[] {
  // Node spells every address one way: the longest run of zeros as `::`, an IPv4 at the end as it is.
  const { address: spelled } = new SocketAddress({ address, family: 'ipv6' });
  const [head = '', tail] = spelled.split('::');
  const left = head === '' ? [] : head.split(':');
  if (tail === undefined) return left;
  const right = tail === '' ? [] : tail.split(':');
  const width = right.at(-1)?.includes('.') ? 7 : 8;
  return [...left, ...Array.from({ length: Math.max(0, width - left.length - right.length) }, () => '0'), ...right];
}
