package io.soma.memory.gateway.server;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** From where a peer comes, as far as limits tell peers apart. */
final class PeerAddress {

  /** One customer's usual share of IPv6, within which it may take any address. */
  private static final int IPV6_PREFIX_BYTES = 8;

  private PeerAddress() {}

  /** The address, or the network of 64 bits of an IPv6 address; loopback where it is not known. */
  static InetAddress of(@Nullable SocketAddress address) {
    if (!(address instanceof InetSocketAddress internet) || internet.getAddress() == null) {
      return InetAddress.getLoopbackAddress();
    }
    return internet.getAddress() instanceof Inet6Address six ? network(six) : internet.getAddress();
  }

  private static InetAddress network(Inet6Address address) {
    byte[] bytes = address.getAddress();
    Arrays.fill(bytes, IPV6_PREFIX_BYTES, bytes.length, (byte) 0);
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("sixteen bytes are an address", e);
    }
  }
}
